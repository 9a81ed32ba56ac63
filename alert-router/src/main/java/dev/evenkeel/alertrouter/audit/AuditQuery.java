package dev.evenkeel.alertrouter.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which lines of the audit log are wanted; what is empty does not narrow.
 *
 * @param actor the name, whatever its case
 * @param action the whole of it, or a feature with a dot ({@code incident.}) for all of its actions
 * @param from the first moment that counts
 * @param to the first moment that no longer counts
 * @param before only lines with a smaller number
 */
record AuditQuery(
        Optional<String> actor,
        Optional<String> action,
        Optional<String> objectKind,
        Optional<String> objectId,
        Optional<String> outcome,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Long> before,
        int limit) {}
