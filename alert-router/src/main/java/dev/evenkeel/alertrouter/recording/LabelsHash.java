package dev.evenkeel.alertrouter.recording;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

import dev.evenkeel.platform.series.Labels;

/**
 * The number by which Alertmanager's notification log knows an alert: XXH64 with seed 0 over names and values in order of the
 * names, each followed by the byte {@code 0xff}.
 *
 * <p>Source: Yann Collet, <a href="https://github.com/Cyan4973/xxHash/blob/dev/doc/xxhash_spec.md">xxHash fast digest
 * algorithm</a>, section "XXH64".
 */
final class LabelsHash {

    private static final long PRIME_1 = 0x9E3779B185EBCA87L;
    private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME_3 = 0x165667B19E3779F9L;
    private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME_5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE = 32;
    private static final int SEPARATOR = 0xff;

    private LabelsHash() {}

    static long of(Labels labels) {
        var bytes = new ByteArrayOutputStream();
        labels.forEach((name, value) -> {
            bytes.writeBytes(name.getBytes(StandardCharsets.UTF_8));
            bytes.write(SEPARATOR);
            bytes.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            bytes.write(SEPARATOR);
        });
        return of(bytes.toByteArray());
    }

    static long of(byte[] input) {
        ByteBuffer rest = ByteBuffer.wrap(input).order(ByteOrder.LITTLE_ENDIAN);
        long hash = (input.length >= STRIPE ? stripes(rest) : PRIME_5) + input.length;
        while (rest.remaining() >= Long.BYTES) {
            hash = Long.rotateLeft(hash ^ round(0, rest.getLong()), 27) * PRIME_1 + PRIME_4;
        }
        if (rest.remaining() >= Integer.BYTES) {
            hash = Long.rotateLeft(hash ^ Integer.toUnsignedLong(rest.getInt()) * PRIME_1, 23) * PRIME_2 + PRIME_3;
        }
        while (rest.hasRemaining()) {
            hash = Long.rotateLeft(hash ^ Byte.toUnsignedLong(rest.get()) * PRIME_5, 11) * PRIME_1;
        }
        hash = (hash ^ hash >>> 33) * PRIME_2;
        hash = (hash ^ hash >>> 29) * PRIME_3;
        return hash ^ hash >>> 32;
    }

    private static long stripes(ByteBuffer rest) {
        long[] lanes = {PRIME_1, PRIME_2, 0, -PRIME_1};
        // beyond 64 bits, as all sums here
        lanes[0] += PRIME_2;
        while (rest.remaining() >= STRIPE) {
            for (int i = 0; i < lanes.length; i++) {
                lanes[i] = round(lanes[i], rest.getLong());
            }
        }
        long hash = Long.rotateLeft(lanes[0], 1)
                + Long.rotateLeft(lanes[1], 7)
                + Long.rotateLeft(lanes[2], 12)
                + Long.rotateLeft(lanes[3], 18);
        for (long lane : lanes) {
            hash = (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
        }
        return hash;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
    }
}
