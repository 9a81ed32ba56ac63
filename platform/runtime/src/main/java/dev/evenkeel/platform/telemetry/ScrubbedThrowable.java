package dev.evenkeel.platform.telemetry;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Stands for a failure in the log whose message, or that of one of its causes, contained a secret. Its message is what the
 * original would have shown, class name included.
 */
final class ScrubbedThrowable extends Throwable {

    private ScrubbedThrowable(Throwable original, Throwable cause) {
        super(LogScrubber.scrub(original.toString()), cause, true, true);
        setStackTrace(original.getStackTrace());
    }

    /** The failure itself if neither it nor what is behind it contains a secret. */
    static Throwable scrub(Throwable failure) {
        return containsSecret(failure, seen()) ? copy(failure, seen()) : failure;
    }

    private static boolean containsSecret(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return false;
        }
        String text = failure.toString();
        if (!text.equals(LogScrubber.scrub(text)) || containsSecret(failure.getCause(), seen)) {
            return true;
        }
        for (Throwable suppressed : failure.getSuppressed()) {
            if (containsSecret(suppressed, seen)) {
                return true;
            }
        }
        return false;
    }

    private static ScrubbedThrowable copy(Throwable failure, Set<Throwable> seen) {
        if (failure == null || !seen.add(failure)) {
            return null;
        }
        ScrubbedThrowable copy = new ScrubbedThrowable(failure, copy(failure.getCause(), seen));
        for (Throwable suppressed : failure.getSuppressed()) {
            ScrubbedThrowable scrubbed = copy(suppressed, seen);
            if (scrubbed != null) {
                copy.addSuppressed(scrubbed);
            }
        }
        return copy;
    }

    private static Set<Throwable> seen() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
