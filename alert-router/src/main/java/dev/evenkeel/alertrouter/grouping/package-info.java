/**
 * Groups of alerts over time: when a group is looked at, what is then due, and how any number of replicas share the
 * looking. The timing is plain arithmetic over a group's stored state; no timer exists per group.
 */
package dev.evenkeel.alertrouter.grouping;
