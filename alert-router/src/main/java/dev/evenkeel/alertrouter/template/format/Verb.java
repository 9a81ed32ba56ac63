package dev.evenkeel.alertrouter.template.format;

import java.util.Locale;

import dev.evenkeel.alertrouter.template.limits.MeteredText;

/**
 * One verb of a format with its flags, and how texts and numbers look under it.
 *
 * @param letter the verb itself
 * @param width -1 if none is given
 * @param precision -1 if none is given
 */
record Verb(
        int letter, boolean plus, boolean minus, boolean sharp, boolean space, boolean zero, int width, int precision) {

    static final Verb PLAIN = of('v');

    static Verb of(int letter) {
        return new Verb(letter, false, false, false, false, false, -1, -1);
    }

    boolean is(int wanted) {
        return letter == wanted;
    }

    /** {@code %+v}, which names the fields of structs. */
    boolean namesFields() {
        return plus && is('v');
    }

    /** {@code %#v}, which prints values as Go source. */
    boolean isSource() {
        return sharp && is('v');
    }

    /** This verb where the plus only asks for the names of fields, so that it says nothing about a number. */
    private boolean signs() {
        return plus && !is('v');
    }

    private boolean marksBase() {
        return sharp && !is('v');
    }

    void pad(MeteredText out, String text) {
        int missing = width - text.codePointCount(0, text.length());
        if (minus) {
            out.append(text).repeat(' ', missing);
        } else {
            out.repeat(zero ? '0' : ' ', missing).append(text);
        }
    }

    private void padWithBlanks(MeteredText out, String text) {
        new Verb(letter, plus, minus, sharp, space, false, width, precision).pad(out, text);
    }

    /** A number in a base, as {@code %d}, {@code %x} and the like have it. */
    void integer(MeteredText out, String digits, boolean negative, String basePrefix) {
        if (precision == 0 && digits.equals("0")) {
            padWithBlanks(out, "");
            return;
        }
        boolean signed = negative || signs() || space;
        int least = precision >= 0 ? precision : zero && !minus ? width - (signed ? 1 : 0) : 0;
        var text = new StringBuilder(negative ? "-" : signs() ? "+" : space ? " " : "");
        if (marksBase() || is('O')) {
            text.append(basePrefix);
        }
        int missing = least - digits.length();
        MeteredText whole = out;
        if (missing > 0 && missing > width) {
            // only a precision makes it longer than its field: written at once, so that the meter sees it
            whole.append(text).repeat('0', missing).append(digits);
            return;
        }
        text.repeat('0', Math.max(0, missing)).append(digits);
        padWithBlanks(whole, text.toString());
    }

    void fraction(MeteredText out, double value, char form, int defaultPrecision) {
        int digits = precision >= 0 ? precision : defaultPrecision;
        String number = GoNumbers.format(value, form, digits);
        boolean finite = !Double.isNaN(value) && !Double.isInfinite(value);
        String sign = number.startsWith("-") ? "-" : signs() ? "+" : space ? " " : "";
        String unsigned = number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
        if (Double.isInfinite(value) && sign.isEmpty()) {
            sign = "+";
        }
        if (zero && !minus && finite && width > sign.length() + unsigned.length()) {
            out.append(sign)
                    .repeat('0', width - sign.length() - unsigned.length())
                    .append(unsigned);
        } else {
            padWithBlanks(out, sign + unsigned);
        }
    }

    /** As many characters as the precision allows. */
    String truncated(String text) {
        if (precision < 0 || text.length() <= precision) {
            return text;
        }
        int end = 0;
        for (int i = 0; i < precision && end < text.length(); i++) {
            end += Character.charCount(text.codePointAt(end));
        }
        return text.substring(0, end);
    }

    String quoted(String text) {
        String shown = truncated(text);
        return marksBase() && GoQuoting.canBackquote(shown) ? "`" + shown + "`" : GoQuoting.quote(shown, '"', signs());
    }

    /** The bytes in hexadecimal digits. */
    String hexadecimal(byte[] bytes) {
        int count = precision >= 0 ? Math.min(precision, bytes.length) : bytes.length;
        String prefix = marksBase() ? "0x" : "";
        var text = new StringBuilder(count * 2 + 2);
        for (int i = 0; i < count; i++) {
            text.append(i > 0 && space ? " " : "").append(i == 0 || space ? prefix : "");
            text.append(Character.forDigit((bytes[i] >> 4) & 0xf, 16)).append(Character.forDigit(bytes[i] & 0xf, 16));
        }
        return is('X') ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
    }
}
