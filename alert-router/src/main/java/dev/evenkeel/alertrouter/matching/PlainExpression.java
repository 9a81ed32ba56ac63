package dev.evenkeel.alertrouter.matching;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A regular expression that says no more than that a value is one of some texts, or begins with, ends with or contains one:
 * {@code critical|page}, {@code payments-.*}, {@code .+\.example\.com}. Nearly all that stand in routes, silences and
 * inhibitions are such, each is asked of each alert, and comparing texts takes a fraction of what it takes RE2/J.
 *
 * <p>Holds of values without line breaks what RE2 does, anchored at both ends; of those with some, {@code .} does not match
 * all.
 */
final class PlainExpression {

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private final Set<String> texts = new HashSet<>();
    private final List<Containment> containments = new ArrayList<>();

    /**
     * A text with something around it.
     *
     * @param before so many characters at the least, or {@link #NOTHING}
     * @param after the same
     */
    private record Containment(int before, String text, int after) {

        static final int NOTHING = -1;

        boolean holds(String value) {
            int around = value.length() - text.length();
            if (before == NOTHING) {
                return around >= after && value.startsWith(text);
            }
            if (after == NOTHING) {
                return around >= before && value.endsWith(text);
            }
            int at = value.indexOf(text, before);
            return at >= 0 && around - at >= after;
        }
    }

    private PlainExpression() {}

    /**
     * @param expression one that RE2 takes
     * @return empty if it says more
     */
    static Optional<PlainExpression> of(String expression) {
        var plain = new PlainExpression();
        var reading = new Reading(withoutGroup(expression));
        do {
            if (!plain.takeAlternative(reading)) {
                return Optional.empty();
            }
        } while (reading.skip("|"));
        return reading.isAtEnd() ? Optional.of(plain) : Optional.empty();
    }

    /** A group around everything changes nothing; a group inside of it makes the rest of the expression not plain. */
    private static String withoutGroup(String expression) {
        if (!expression.startsWith("(") || !expression.endsWith(")")) {
            return expression;
        }
        int begin = expression.startsWith("(?:") ? 3 : 1;
        return expression.substring(begin, expression.length() - 1);
    }

    private boolean takeAlternative(Reading reading) {
        int before = reading.wildcard();
        Optional<String> text = reading.text();
        if (text.isEmpty()) {
            return false;
        }
        int after = reading.wildcard();
        boolean wildBefore = before != Containment.NOTHING;
        boolean wildAfter = after != Containment.NOTHING;
        if (wildBefore && wildAfter && text.get().isEmpty()) {
            return false; // how many characters that asks for is not to be said in halves of surrogate pairs
        }
        if (wildBefore || wildAfter) {
            containments.add(new Containment(before, text.get(), after));
        } else {
            texts.add(text.get());
        }
        return true;
    }

    /** @param value without line breaks */
    boolean matches(String value) {
        if (texts.contains(value)) {
            return true;
        }
        for (Containment containment : containments) {
            if (containment.holds(value)) {
                return true;
            }
        }
        return false;
    }

    /** Where an expression has been read to. */
    private static final class Reading {

        private final String expression;
        private int at;

        Reading(String expression) {
            this.expression = expression;
        }

        boolean isAtEnd() {
            return at == expression.length();
        }

        boolean skip(String what) {
            boolean there = expression.startsWith(what, at);
            if (there) {
                at += what.length();
            }
            return there;
        }

        /** How many characters it asks for at the least, {@link Containment#NOTHING} if there is none. */
        int wildcard() {
            if (skip(".*")) {
                return 0;
            }
            return skip(".+") ? 1 : Containment.NOTHING;
        }

        /** Up to something that is none; empty if its last character is repeated, or something is escaped that may be a class. */
        Optional<String> text() {
            var text = new StringBuilder();
            while (!isAtEnd()) {
                char next = expression.charAt(at);
                if (next == '\\') {
                    if (at + 1 == expression.length() || !isPunctuation(expression.charAt(at + 1))) {
                        return Optional.empty();
                    }
                    text.append(expression.charAt(at + 1));
                    at += 2;
                } else if (SPECIAL.indexOf(next) < 0) {
                    text.append(next);
                    at++;
                } else {
                    break;
                }
            }
            boolean repeated = !isAtEnd() && "*+?{".indexOf(expression.charAt(at)) >= 0;
            return repeated ? Optional.empty() : Optional.of(text.toString());
        }

        private static boolean isPunctuation(char escaped) {
            return escaped > ' ' && escaped < 127 && !Character.isLetterOrDigit(escaped);
        }
    }
}
