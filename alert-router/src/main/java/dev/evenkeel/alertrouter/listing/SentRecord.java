package dev.evenkeel.alertrouter.listing;

import java.nio.ByteBuffer;
import java.time.Instant;

import dev.evenkeel.alertrouter.alert.Utf8Text;

/**
 * A row as PostgreSQL's {@code record_send} makes one value of it: the number of columns, and of each the type's OID, the
 * length and the value in the type's binary format; all numbers are big-endian. Columns are read in turn and are never null.
 */
final class SentRecord {

    /** 2000-01-01, from which PostgreSQL counts, in seconds since 1970. */
    private static final long EPOCH_SECOND = 946_684_800;

    private static final int MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    private final byte[] bytes;
    private final ByteBuffer unread;

    SentRecord(byte[] bytes) {
        this.bytes = bytes;
        this.unread = ByteBuffer.wrap(bytes).position(Integer.BYTES);
    }

    /** A {@code bigint}. */
    long nextLong() {
        nextLength();
        return unread.getLong();
    }

    /** A {@code text}. */
    Utf8Text nextText() {
        int length = nextLength();
        int from = unread.position();
        unread.position(from + length);
        return new Utf8Text(bytes, from, from + length);
    }

    /** A {@code timestamptz}. */
    Instant nextInstant() {
        long micros = nextLong();
        return Instant.ofEpochSecond(
                EPOCH_SECOND + Math.floorDiv(micros, MICROS_PER_SECOND),
                (long) Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO);
    }

    private int nextLength() {
        unread.getInt(); // the type
        return unread.getInt();
    }
}
