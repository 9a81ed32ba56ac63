/** Incidents that the alert-router told of: which objectives they concern, and how they look as series. */
package dev.evenkeel.slo.incident;
