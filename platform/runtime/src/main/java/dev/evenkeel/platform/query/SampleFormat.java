package dev.evenkeel.platform.query;

import java.math.BigDecimal;

/** How times and values are written in an answer: as Prometheus, so that clients see the very digits they know. */
final class SampleFormat {

    private static final double LEAST_PLAIN = 1e-6;
    private static final double LEAST_TOO_LARGE = 1e21;

    private SampleFormat() {}

    /** Seconds since 1970, with three decimals if it is no whole second. */
    static String timestamp(long millis) {
        BigDecimal seconds = BigDecimal.valueOf(millis, 3);
        return millis % 1000 == 0 ? seconds.setScale(0).toPlainString() : seconds.toPlainString();
    }

    /** The fewest digits that give the same double again; with an exponent only where it is very large or small. */
    static String value(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double size = Math.abs(value);
        return size < LEAST_PLAIN || size >= LEAST_TOO_LARGE ? scientific(digits) : digits.toPlainString();
    }

    private static String scientific(BigDecimal digits) {
        String unscaled = digits.unscaledValue().abs().toString();
        int exponent = unscaled.length() - 1 - digits.scale();
        StringBuilder text = new StringBuilder(digits.signum() < 0 ? "-" : "").append(unscaled.charAt(0));
        if (unscaled.length() > 1) {
            text.append('.').append(unscaled, 1, unscaled.length());
        }
        text.append(exponent < 0 ? "e-" : "e+");
        return text.append(Math.abs(exponent) < 10 ? "0" : "")
                .append(Math.abs(exponent))
                .toString();
    }
}
