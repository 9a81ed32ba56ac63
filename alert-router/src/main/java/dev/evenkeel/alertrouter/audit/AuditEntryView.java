package dev.evenkeel.alertrouter.audit;

import java.time.Instant;

/**
 * A line of the audit log as REST shows it.
 *
 * @param actorKind {@code key}, {@code oidc}, {@code link}, {@code slack}, {@code pagerduty}, {@code webhook} or
 *     {@code itself}
 * @param outcome {@code done} or {@code refused}
 */
public record AuditEntryView(
        long number,
        Instant at,
        String actor,
        String actorKind,
        String credential,
        String address,
        String action,
        String objectKind,
        String objectId,
        String outcome,
        String detail,
        String correlationId) {

    static AuditEntryView of(AuditEntry entry) {
        return new AuditEntryView(
                entry.number(),
                entry.at(),
                entry.actor().name(),
                entry.actor().kind().id(),
                entry.actor().credential().orElse(null),
                entry.actor().address().orElse(null),
                entry.action().action(),
                entry.action().objectKind(),
                entry.action().objectId(),
                entry.action().outcome().id(),
                entry.action().detail(),
                entry.correlationId());
    }
}
