package dev.evenkeel.alertrouter.alert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Text in UTF-8 as a part of something larger: what only passes through is neither decoded nor encoded again. */
public final class Utf8Text {

    private final byte[] bytes;
    private final int from;
    private final int to;

    /**
     * @param bytes which nobody changes any more
     * @param from the first byte
     * @param to behind the last byte
     */
    public Utf8Text(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    public static Utf8Text of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Utf8Text(bytes, 0, bytes.length);
    }

    /** How many bytes there are. */
    public int length() {
        return to - from;
    }

    public boolean isEmpty() {
        return from == to;
    }

    byte at(int position) {
        return bytes[from + position];
    }

    /** A part of it, decoded. */
    String substring(int begin, int end) {
        return new String(bytes, from + begin, end - begin, StandardCharsets.UTF_8);
    }

    /** A copy. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Copies all of it to a place in an array that has room for it. */
    public void copyTo(byte[] target, int position) {
        System.arraycopy(bytes, from, target, position, to - from);
    }

    /** Decoded. */
    @Override
    public String toString() {
        return substring(0, length());
    }
}
