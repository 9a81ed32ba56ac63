package dev.evenkeel.platform.query.engine;

/**
 * The NaN that Prometheus stores at the moment a series ended: from there on an instant selector sees nothing, and a
 * range never contains it. Its bits tell it from an ordinary NaN, so it is never compared with {@code ==}.
 */
public final class StaleMarker {

    private static final long BITS = 0x7ff0000000000002L;

    private StaleMarker() {}

    /** The value to put into a sample. */
    public static double value() {
        return Double.longBitsToDouble(BITS);
    }

    public static boolean is(double value) {
        return Double.doubleToRawLongBits(value) == BITS;
    }
}
