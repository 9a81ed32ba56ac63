package dev.evenkeel.alertrouter.template.format;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as Go's {@code strconv} writes them. */
public final class GoNumbers {

    /** As many digits as are needed to read the same number again. */
    public static final int SHORTEST = -1;

    private static final int SHORTEST_EXPONENT = 6;

    private GoNumbers() {}

    /** As {@code %v} prints it. */
    public static String text(double value) {
        return format(value, 'g', SHORTEST);
    }

    /**
     * @param verb {@code e}, {@code f} or {@code g}, or one of them in upper case
     * @param precision digits after the point; all digits that count for {@code g}; or {@link #SHORTEST}
     */
    public static String format(double value, char verb, int precision) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean negative = Double.doubleToRawLongBits(value) < 0;
        String digits = switch (Character.toLowerCase(verb)) {
            case 'e' -> exponential(rounded(value, precision, true), precision, verb);
            case 'f' -> plain(value, precision);
            default -> general(value, precision, verb);
        };
        return negative ? "-" + digits : digits;
    }

    private static String plain(double value, int precision) {
        BigDecimal exact = precision == SHORTEST ? shortest(value) : new BigDecimal(Math.abs(value));
        if (precision == SHORTEST) {
            return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
        }
        // what follows the last decimal that a number has is zeros, which need no arithmetic
        int decimals = Math.min(precision, exact.scale());
        var text = new StringBuilder(
                exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString());
        return text.append(decimals == 0 && precision > 0 ? "." : "")
                .repeat('0', precision - decimals)
                .toString();
    }

    private static BigDecimal rounded(double value, int precision, boolean afterPoint) {
        if (precision == SHORTEST) {
            return shortest(value);
        }
        int digits = Math.max(1, afterPoint ? precision + 1 : precision);
        return new BigDecimal(Math.abs(value)).round(new MathContext(digits, RoundingMode.HALF_EVEN));
    }

    private static String general(double value, int precision, char verb) {
        BigDecimal number = rounded(value, precision, false);
        BigDecimal significant = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        int count = significant.precision();
        int exponent = exponent(significant);
        int threshold = precision == SHORTEST ? SHORTEST_EXPONENT : Math.max(1, precision);
        if (precision > count && count >= exponent + 1) {
            threshold = count;
        }
        if (exponent < -4 || exponent >= threshold) {
            return exponential(significant, count - 1, verb == 'G' ? 'E' : 'e');
        }
        return significant.scale() < 0 ? significant.setScale(0).toPlainString() : significant.toPlainString();
    }

    private static int exponent(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.precision() - number.scale() - 1;
    }

    private static String exponential(BigDecimal number, int precision, char verb) {
        BigDecimal significant = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        String digits = significant.unscaledValue().toString();
        int exponent = exponent(significant);
        var text = new StringBuilder().append(digits.charAt(0));
        int places = precision == SHORTEST ? digits.length() - 1 : precision;
        if (places > 0) {
            text.append('.').append(digits, 1, Math.min(digits.length(), 1 + places));
            text.repeat('0', Math.max(0, places - (digits.length() - 1)));
        }
        text.append(Character.isUpperCase(verb) ? 'E' : 'e').append(exponent < 0 ? '-' : '+');
        return text.append(Math.abs(exponent) < 10 ? "0" : "")
                .append(Math.abs(exponent))
                .toString();
    }

    /** Java's shortest digits, one less where Java insists on two. */
    private static BigDecimal shortest(double value) {
        double magnitude = Math.abs(value);
        var number = new BigDecimal(Double.toString(magnitude)).stripTrailingZeros();
        if (number.precision() == 2) {
            BigDecimal single = number.round(new MathContext(1, RoundingMode.HALF_EVEN));
            return single.doubleValue() == magnitude ? single.stripTrailingZeros() : number;
        }
        return number;
    }
}
