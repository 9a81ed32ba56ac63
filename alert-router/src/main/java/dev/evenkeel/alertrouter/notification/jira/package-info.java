/** Keeping an issue in Jira for each group: opened, changed, resolved and opened again. */
package dev.evenkeel.alertrouter.notification.jira;
