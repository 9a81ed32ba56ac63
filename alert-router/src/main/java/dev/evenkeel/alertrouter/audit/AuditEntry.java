package dev.evenkeel.alertrouter.audit;

import java.time.Instant;

/**
 * A line of the audit log.
 *
 * @param number in the order of writing
 * @param correlationId of the request in which it was done; empty if there was none
 */
record AuditEntry(long number, Instant at, Actor actor, AuditedAction action, String correlationId) {}
