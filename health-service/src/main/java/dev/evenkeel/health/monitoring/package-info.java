/** The round that makes health-service what it is: check what is due, judge, remember, tell. */
package dev.evenkeel.health.monitoring;
