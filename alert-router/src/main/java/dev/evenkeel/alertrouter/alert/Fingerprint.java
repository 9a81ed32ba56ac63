package dev.evenkeel.alertrouter.alert;

import java.nio.charset.StandardCharsets;

import dev.evenkeel.platform.series.Labels;

/**
 * The identity of an alert: FNV-1a, 64 bits, over its label names and values in order of the names, each followed by the
 * byte {@code 0xff}, which no UTF-8 text contains. The same number as Prometheus and Alertmanager compute, so that links,
 * dashboards and stored fingerprints stay valid.
 *
 * <p>Source: Fowler, Noll, Vo, <a href="http://www.isthe.com/chongo/tech/comp/fnv/">FNV hash</a>.
 */
public final class Fingerprint {

    private static final long OFFSET_BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int SEPARATOR = 0xff;
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private Fingerprint() {}

    public static long of(Labels labels) {
        var hash = new Fnv();
        for (int i = 0; i < labels.size(); i++) {
            hash.text(labels.nameAt(i)).separator().text(labels.valueAt(i)).separator();
        }
        return hash.state;
    }

    /** Sixteen lower-case hexadecimal digits, as every API of Alertmanager shows a fingerprint. */
    public static String text(long fingerprint) {
        return new String(ascii(fingerprint), StandardCharsets.US_ASCII);
    }

    /** The same in ASCII. */
    public static byte[] ascii(long fingerprint) {
        var digits = new byte[2 * Long.BYTES];
        long rest = fingerprint;
        for (int i = digits.length - 1; i >= 0; i--) {
            digits[i] = DIGITS[(int) (rest & 0xf)];
            rest >>>= 4;
        }
        return digits;
    }

    private static final class Fnv {

        private long state = OFFSET_BASIS;

        Fnv text(String text) {
            for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
                octet(octet & 0xff);
            }
            return this;
        }

        Fnv separator() {
            octet(SEPARATOR);
            return this;
        }

        private void octet(int octet) {
            state = (state ^ octet) * PRIME;
        }
    }
}
