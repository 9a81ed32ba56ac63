package dev.evenkeel.backup.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import dev.evenkeel.backup.operations.Operation;

/**
 * An operation as clients see it.
 *
 * @param kind {@code verification}, {@code drill} or {@code restore}
 * @param state {@code running}, {@code passed}, {@code failed} (the backup is not good) or {@code broken} (it could not
 *     be carried out)
 * @param endedAt null while it is running
 */
public record OperationView(
        UUID id,
        String backup,
        String kind,
        String state,
        Instant begunAt,
        Instant endedAt,
        Map<String, Object> report) {

    static OperationView of(Operation operation) {
        return new OperationView(
                operation.id(),
                operation.backup().text(),
                operation.kind().name().toLowerCase(Locale.ROOT),
                operation.state().name().toLowerCase(Locale.ROOT),
                operation.begunAt(),
                operation.endedAt().orElse(null),
                operation.report());
    }
}
