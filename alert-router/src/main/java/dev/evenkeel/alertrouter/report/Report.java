package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.util.UUID;

/**
 * A report that was made.
 *
 * @param cause why
 * @param askedBy who asked for it; empty if nobody did
 */
record Report(UUID id, Cause cause, String askedBy, Instant madeAt, ReportContent content) {

    enum Cause {
        /** It was due. */
        SCHEDULED,
        /** Somebody wanted it. */
        ASKED
    }

    String name() {
        return content.name();
    }
}
