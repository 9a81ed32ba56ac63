package dev.evenkeel.platform.web;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.MDC;

/**
 * The name that one request carries through every log line, event and call it causes, so that they can be found again.
 * It is returned on every answer. It authorises nothing, so it need not be hard to guess.
 */
public final class CorrelationId {

    public static final String HEADER = "X-Correlation-Id";

    /** The key in the logging context and the member in a problem. */
    public static final String KEY = "correlationId";

    private static final int MAX_LENGTH = 128;

    private CorrelationId() {}

    /**
     * The caller's id if it can be taken over as it is: 1 to 128 of {@code A-Z a-z 0-9 . _ : -}. Anything else could forge
     * log lines. An id that looks like one of our keys is refused too, lest a misplaced key ends in a log.
     */
    public static Optional<String> accept(String given) {
        if (given == null || given.isEmpty() || given.length() > MAX_LENGTH || given.startsWith("ek_")) {
            return Optional.empty();
        }
        for (int i = 0; i < given.length(); i++) {
            if (!isAllowed(given.charAt(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(given);
    }

    /** A new id: 32 hexadecimal digits, random. */
    public static String make() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder id = new StringBuilder(32);
        appendHex(id, random.nextLong());
        appendHex(id, random.nextLong());
        return id.toString();
    }

    /** The id of the request that is being handled here, also after a reactive hop; empty outside of a request. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY)).map(Object::toString);
    }

    private static boolean isAllowed(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.'
                || c == ':';
    }

    private static void appendHex(StringBuilder out, long bits) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            out.append(Character.forDigit((int) (bits >>> shift) & 0xF, 16));
        }
    }
}
