package dev.evenkeel.backup.repository;

import java.util.List;
import java.util.Locale;

/**
 * What a manifest says of one stream.
 *
 * @param bytes of content, before compression
 */
public record StreamRecord(String name, long bytes, List<Segment> segments) {

    public StreamRecord {
        segments = List.copyOf(segments);
    }

    /**
     * One file of a stream.
     *
     * @param bytes the file's length
     * @param sha256 of the file as stored, hexadecimal, so that a copy can be checked without a key
     */
    public record Segment(String file, long bytes, String sha256) {}

    /** What the stream takes on disk. */
    public long storedBytes() {
        return segments.stream().mapToLong(Segment::bytes).sum();
    }

    static String fileName(String stream, int number) {
        return String.format(Locale.ROOT, "%s-%05d.eks", stream, number);
    }
}
