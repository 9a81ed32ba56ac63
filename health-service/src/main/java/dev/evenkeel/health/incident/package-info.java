/** Incidents that the alert-router told of: which of them concern which components, and what clients see of them. */
package dev.evenkeel.health.incident;
