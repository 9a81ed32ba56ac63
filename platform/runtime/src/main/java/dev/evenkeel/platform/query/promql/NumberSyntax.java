package dev.evenkeel.platform.query.promql;

import java.math.BigDecimal;

/** How numbers are written: decimal, hexadecimal after {@code 0x}, octal after {@code 0}, {@code Inf} and {@code NaN}. */
final class NumberSyntax {

    private static final double LARGEST_PLAIN = 1e15;

    private NumberSyntax() {}

    static double parse(Token token, SourceText source) {
        String text = token.text();
        try {
            if (text.startsWith("0x") || text.startsWith("0X")) {
                return Long.parseLong(text.substring(2), 16);
            }
            if (text.length() > 1 && text.startsWith("0") && text.chars().allMatch(c -> c >= '0' && c <= '7')) {
                return Long.parseLong(text, 8);
            }
            double value = Double.parseDouble(text);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw source.parseError(token.start(), "error parsing number: \"" + text + "\" is none");
        }
        throw source.parseError(token.start(), "error parsing number: \"" + text + "\" is out of range");
    }

    static String print(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        boolean plain = value == Math.rint(value) && Math.abs(value) < LARGEST_PLAIN;
        if (plain) {
            String sign = 1 / value < 0 ? "-" : "";
            return sign + BigDecimal.valueOf(Math.abs(value)).toBigInteger();
        }
        return Double.toString(value);
    }
}
