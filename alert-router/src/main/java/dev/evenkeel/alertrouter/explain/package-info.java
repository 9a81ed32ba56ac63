/**
 * Says where an alert goes and why, for alerts that there are, alerts that there might be, and alerts of the past under
 * another configuration. Decides nothing: every answer is asked of the feature that decides it.
 */
package dev.evenkeel.alertrouter.explain;
