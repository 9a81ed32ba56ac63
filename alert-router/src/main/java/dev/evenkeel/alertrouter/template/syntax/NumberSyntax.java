package dev.evenkeel.alertrouter.template.syntax;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.evenkeel.alertrouter.template.format.GoQuoting;

/** Numbers as Go writes them: decimal, hexadecimal, octal and binary, with underscores, exponents and hexadecimal floats. */
final class NumberSyntax {

    private static final String DECIMAL = "0123456789_";
    private static final String HEXADECIMAL = "0123456789abcdefABCDEF_";
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger MOST_UNSIGNED = MOST.shiftLeft(1).or(BigInteger.ONE);
    private static final Pattern UNDERSCORES =
            Pattern.compile("[+-]?(0[xXoObB](_?[0-9a-fA-F])+|0(_?[0-7])*|[1-9](_?[0-9])*)");
    private static final Pattern FLOAT = Pattern.compile("[+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
    private static final Pattern HEXADECIMAL_FLOAT =
            Pattern.compile("[+-]?0[xX](?:[0-9a-fA-F]+(?:\\.[0-9a-fA-F]*)?|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");

    /** Longer numbers are no numbers that anybody means, and slow to read. */
    private static final int LONGEST = 200;

    private NumberSyntax() {}

    /** Where the number that starts at {@code start} ends, whether or not it makes sense. */
    static int end(String input, int start) {
        int i = start;
        i += isOneOf(input, i, "+-") ? 1 : 0;
        String digits = DECIMAL;
        if (isOneOf(input, i, "0")) {
            i++;
            if (isOneOf(input, i, "xX")) {
                i++;
                digits = HEXADECIMAL;
            } else if (isOneOf(input, i, "oObB")) {
                digits = isOneOf(input, i, "oO") ? "01234567_" : "01_";
                i++;
            }
        }
        i = run(input, i, digits);
        if (isOneOf(input, i, ".")) {
            i = run(input, i + 1, digits);
        }
        boolean decimal = digits.equals(DECIMAL);
        boolean hexadecimal = digits.equals(HEXADECIMAL);
        if ((decimal && isOneOf(input, i, "eE")) || (hexadecimal && isOneOf(input, i, "pP"))) {
            i++;
            i += isOneOf(input, i, "+-") ? 1 : 0;
            i = run(input, i, DECIMAL);
        }
        return i;
    }

    private static boolean isOneOf(String input, int i, String characters) {
        return i < input.length() && characters.indexOf(input.charAt(i)) >= 0;
    }

    private static int run(String input, int start, String characters) {
        int i = start;
        while (isOneOf(input, i, characters)) {
            i++;
        }
        return i;
    }

    /**
     * The number that a text stands for.
     *
     * @throws IllegalArgumentException with Go's words if it stands for none
     */
    static Node.NumberLiteral read(int position, String text) {
        if (text.length() > LONGEST) {
            throw illegal(text);
        }
        Optional<BigInteger> whole = whole(text);
        if (whole.isPresent()) {
            return wholeNumber(position, text, whole.get());
        }
        double value = fraction(text);
        boolean written = containsAny(text, isHexadecimal(text) ? "pP." : ".eE");
        if (!written) {
            throw new IllegalArgumentException("integer overflow: " + GoQuoting.quote(text));
        }
        boolean integral = value == Math.rint(value) && Math.abs(value) < 0x1p63;
        return new Node.NumberLiteral(position, text, integral, integral ? (long) value : 0, value, true);
    }

    private static Node.NumberLiteral wholeNumber(int position, String text, BigInteger value) {
        if (value.compareTo(LEAST) < 0 || value.compareTo(MOST_UNSIGNED) > 0) {
            throw new IllegalArgumentException("integer overflow: " + GoQuoting.quote(text));
        }
        boolean fits = value.compareTo(MOST) <= 0;
        return new Node.NumberLiteral(position, text, fits, fits ? value.longValue() : 0, value.doubleValue(), false);
    }

    private static Optional<BigInteger> whole(String text) {
        if (!UNDERSCORES.matcher(text).matches()) {
            return Optional.empty();
        }
        boolean negative = text.startsWith("-");
        String digits = text.replace("_", "").substring(text.startsWith("+") || negative ? 1 : 0);
        int radix = radix(digits);
        String significant = digits.substring(radix == 10 ? 0 : Character.isDigit(digits.charAt(1)) ? 1 : 2);
        try {
            var value = new BigInteger(significant, radix);
            return Optional.of(negative ? value.negate() : value);
        } catch (NumberFormatException otherDigits) {
            return Optional.empty();
        }
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
        };
    }

    private static double fraction(String text) {
        String digits = text.replace("_", "");
        boolean underscored = !digits.equals(text);
        boolean hexadecimal =
                isHexadecimal(text) && HEXADECIMAL_FLOAT.matcher(digits).matches();
        if ((!hexadecimal && !FLOAT.matcher(digits).matches()) || (underscored && !underscoresSeparateDigits(text))) {
            throw illegal(text);
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) {
            throw illegal(text);
        }
        return value;
    }

    private static boolean underscoresSeparateDigits(String text) {
        for (int i = text.indexOf('_'); i >= 0; i = text.indexOf('_', i + 1)) {
            if (i == 0
                    || i == text.length() - 1
                    || Character.digit(text.charAt(i - 1), 16) < 0
                    || Character.digit(text.charAt(i + 1), 16) < 0) {
                return false;
            }
        }
        // Go takes underscores in floats only if they are hexadecimal or decimal with base 0, which this is
        return true;
    }

    private static boolean isHexadecimal(String text) {
        return containsAny(text, "xX");
    }

    private static boolean containsAny(String text, String characters) {
        return text.chars().anyMatch(c -> characters.indexOf(c) >= 0);
    }

    private static IllegalArgumentException illegal(String text) {
        return new IllegalArgumentException("illegal number syntax: " + GoQuoting.quote(text));
    }
}
