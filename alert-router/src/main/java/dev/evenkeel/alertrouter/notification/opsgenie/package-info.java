/** Telling Opsgenie, whose alerts are opened, changed and closed by the group's hash. */
package dev.evenkeel.alertrouter.notification.opsgenie;
