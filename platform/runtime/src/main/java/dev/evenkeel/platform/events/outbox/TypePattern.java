package dev.evenkeel.platform.events.outbox;

import java.util.regex.Pattern;

/**
 * Which event types a subscriber wants: one type in full, {@code prefix.*} for every type that continues the prefix, or
 * {@code *} for all.
 *
 * @param text the pattern as configured
 */
public record TypePattern(String text) {

    private static final Pattern SHAPE = Pattern.compile("\\*|[^\\s*]+|[^\\s*]+\\.\\*");

    public TypePattern {
        if (!SHAPE.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "'%s' is no event type pattern; allowed: a type in full, a prefix that ends in .*, or *"
                            .formatted(text));
        }
    }

    public boolean matches(String type) {
        if (!text.endsWith("*")) {
            return type.equals(text);
        }
        String prefix = text.substring(0, text.length() - 1);
        return type.length() > prefix.length() && type.startsWith(prefix);
    }
}
