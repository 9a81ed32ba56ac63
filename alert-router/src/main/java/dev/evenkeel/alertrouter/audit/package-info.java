/**
 * The audit log: what people did, written in the transaction in which they did it, kept for as long as configured and
 * changed by nobody. What the service does by itself is in the timelines of incidents, not here.
 */
package dev.evenkeel.alertrouter.audit;
