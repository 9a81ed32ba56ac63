/**
 * Heartbeats, a dead man's switch: who promises to be heard of in time and is not becomes an alert. Beats come over REST, or
 * by an alert that always fires, such as Prometheus' Watchdog.
 */
package dev.evenkeel.alertrouter.heartbeat;
