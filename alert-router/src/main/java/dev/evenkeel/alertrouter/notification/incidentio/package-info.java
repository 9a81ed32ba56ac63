/** Telling incident.io, by one of its alert sources. */
package dev.evenkeel.alertrouter.notification.incidentio;
