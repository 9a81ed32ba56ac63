package dev.evenkeel.capacity.status;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The unit in which amounts of a resource are shown to people.
 *
 * @param name may be empty
 * @param size of one, in the resource's own unit
 */
record DisplayUnit(String name, double size) {

    private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /**
     * Bytes in the largest binary unit of which there is at least one, everything else as it is.
     *
     * @param largest amount that will be shown
     */
    static DisplayUnit of(String unit, double largest) {
        if (!unit.equals("bytes")) {
            return new DisplayUnit(unit, 1);
        }
        int power = 0;
        double size = 1;
        while (largest / size >= 1024 && power < BINARY.length - 1) {
            size *= 1024;
            power++;
        }
        return new DisplayUnit(BINARY[power], size);
    }

    /** Four significant digits, and all digits before the point. */
    String number(double amount) {
        double scaled = amount / size;
        BigDecimal exact = BigDecimal.valueOf(scaled);
        BigDecimal rounded =
                Math.abs(scaled) >= 1000 ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(FOUR_DIGITS);
        String text = rounded.toPlainString();
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** With the name of the unit, if it has one. */
    String amount(double amount) {
        return name.isEmpty() ? number(amount) : number(amount) + " " + name;
    }
}
