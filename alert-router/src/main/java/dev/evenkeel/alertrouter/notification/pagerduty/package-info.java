/** Telling PagerDuty, through its events API version 2, or 1 for integrations that still have a service key. */
package dev.evenkeel.alertrouter.notification.pagerduty;
