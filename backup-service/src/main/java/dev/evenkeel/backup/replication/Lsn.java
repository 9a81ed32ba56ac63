package dev.evenkeel.backup.replication;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A log sequence number: a byte position in the write-ahead log, an unsigned 64-bit number.
 *
 * <p>Written as PostgreSQL writes it: two hexadecimal numbers of at most eight digits, {@code 16/B374D848}.
 */
public record Lsn(long value) implements Comparable<Lsn> {

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /** The position that {@code text} names, or empty where it does not have the form {@code X/X}. */
    public static Optional<Lsn> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        long high = Long.parseLong(form.group(1), 16);
        long low = Long.parseLong(form.group(2), 16);
        return Optional.of(new Lsn(high << 32 | low));
    }

    /** How many bytes of write-ahead log lie between {@code earlier} and this position. */
    public long bytesSince(Lsn earlier) {
        return value - earlier.value;
    }

    /** The name of the segment file that holds this position. */
    public String segmentFileName(long timeline, long segmentBytes) {
        return segmentFileName(timeline, Long.divideUnsigned(value, segmentBytes), segmentBytes);
    }

    /**
     * The 24 hexadecimal digits that name a segment file: timeline, then the segment's number split so that the last
     * part counts the segments of one 4 GiB "log".
     */
    public static String segmentFileName(long timeline, long segment, long segmentBytes) {
        long perLog = 0x1_0000_0000L / segmentBytes;
        return String.format(
                Locale.ROOT,
                "%08X%08X%08X",
                timeline,
                Long.divideUnsigned(segment, perLog),
                Long.remainderUnsigned(segment, perLog));
    }

    @Override
    public int compareTo(Lsn other) {
        return Long.compareUnsigned(value, other.value);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%X/%X", value >>> 32, value & 0xFFFF_FFFFL);
    }
}
