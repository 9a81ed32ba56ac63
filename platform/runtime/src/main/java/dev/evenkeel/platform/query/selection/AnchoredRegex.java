package dev.evenkeel.platform.query.selection;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/** Compiles the regular expressions of a query: RE2, anchored at both ends, of bounded size. */
public final class AnchoredRegex {

    private static final int MAX_LENGTH = 4_096;

    /** What RE2 itself allows a repetition, nested ones multiplied, to expand to. */
    private static final long MAX_REPETITION = 1_000;

    private AnchoredRegex() {}

    /** @throws IllegalArgumentException with a reason fit for the user, if the expression is invalid or too large */
    public static Pattern compile(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "a regular expression may be at most " + MAX_LENGTH + " characters long");
        }
        refuseExplosiveRepetition(expression);
        try {
            return Pattern.compile("^(?:" + expression + ")$");
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("invalid regular expression: " + e.getDescription(), e);
        }
    }

    /**
     * RE2/J checks each repetition count by itself but expands nested ones, so {@code ((a{1000}){1000}){1000}} would
     * exhaust the memory. Counting the product of all counts overestimates (they may stand side by side), which is
     * harmless: side by side they are added here, only those nested are multiplied.
     */
    private static void refuseExplosiveRepetition(String expression) {
        long[] weightOfGroup = new long[expression.length() + 1];
        int depth = 0;
        long lastAtom = 1;
        for (int i = 0; i < expression.length(); i++) {
            char c = expression.charAt(i);
            switch (c) {
                case '\\' -> {
                    i++;
                    lastAtom = 1;
                    weightOfGroup[depth] = Math.max(weightOfGroup[depth], 1);
                }
                case '(' -> weightOfGroup[++depth] = 1;
                case ')' -> {
                    if (depth > 0) {
                        lastAtom = weightOfGroup[depth--];
                        weightOfGroup[depth] = Math.max(weightOfGroup[depth], lastAtom);
                    }
                }
                case '{' -> {
                    lastAtom *= largestCount(expression, i);
                    weightOfGroup[depth] = Math.max(weightOfGroup[depth], lastAtom);
                }
                case '*', '+', '?', '}' -> {
                    // a quantifier without a count, or the end of one with: the atom before keeps its weight
                }
                default -> {
                    boolean insideCount = Character.isDigit(c) || c == ',';
                    if (!insideCount) {
                        lastAtom = 1;
                    }
                }
            }
            if (lastAtom > MAX_REPETITION) {
                throw new IllegalArgumentException(
                        "invalid regular expression: nested repetitions expand to more than " + MAX_REPETITION);
            }
        }
    }

    private static long largestCount(String expression, int brace) {
        long largest = 1;
        long current = 0;
        for (int i = brace + 1; i < expression.length() && expression.charAt(i) != '}'; i++) {
            char c = expression.charAt(i);
            if (Character.isDigit(c)) {
                current = Math.min(current * 10 + Character.digit(c, 10), MAX_REPETITION + 1);
                largest = Math.max(largest, current);
            } else if (c == ',') {
                current = 0;
            } else {
                return 1;
            }
        }
        return largest;
    }
}
