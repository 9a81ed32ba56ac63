package dev.evenkeel.alertrouter.template.value;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * Go's strings are bytes, ours are characters. A byte that is not part of valid UTF-8 (a template can make one by slicing
 * a string or writing {@code "\xff"}) is kept as the lone surrogate U+DC80 to U+DCFF, so that no byte is lost until the
 * whole is written.
 */
public final class GoText {

    /** Go's order of strings. */
    public static final Comparator<String> BY_BYTES = GoText::compare;

    private static final int ESCAPED = 0xDC00;

    private GoText() {}

    public static byte[] bytes(String text) {
        if (isPlain(text)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        var bytes = new ByteArrayOutputStream(text.length() + 16);
        text.codePoints().forEach(c -> {
            if (isEscapedByte(c)) {
                bytes.write(c - ESCAPED);
            } else {
                int valid = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c;
                bytes.writeBytes(Character.toString(valid).getBytes(StandardCharsets.UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    public static String text(byte[] bytes) {
        var text = new StringBuilder(bytes.length);
        int i = 0;
        while (i < bytes.length) {
            int length = sequenceLength(bytes, i);
            if (length == 0) {
                text.append((char) (ESCAPED + (bytes[i] & 0xff)));
                i++;
            } else {
                text.append(new String(bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            }
        }
        return text.toString();
    }

    /** The number of bytes of the UTF-8 sequence at {@code i}, 0 if there is no valid one. */
    private static int sequenceLength(byte[] bytes, int i) {
        int first = bytes[i] & 0xff;
        int length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
        if (length <= 1) {
            return length;
        }
        if (first > 0xf4 || i + length > bytes.length) {
            return 0;
        }
        String decoded = new String(bytes, i, length, StandardCharsets.UTF_8);
        byte[] again = decoded.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, 0, again.length, bytes, i, i + length) ? length : 0;
    }

    /** The number of bytes. */
    public static int length(String text) {
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                length++;
            } else if (c < 0x800) {
                length += 2;
            } else if (isEscapedByte(c) && !(i > 0 && Character.isHighSurrogate(text.charAt(i - 1)))) {
                length++;
            } else if (Character.isSurrogate(c)) {
                length += 2;
            } else {
                length += 3;
            }
        }
        return length;
    }

    /** The text as it is written out: halves of characters that met again are whole, others are U+FFFD. */
    public static String written(String text) {
        return isPlain(text) ? text : new String(bytes(text), StandardCharsets.UTF_8);
    }

    /** Whether this code point stands for a byte that is no UTF-8. */
    public static boolean isEscapedByte(int codePoint) {
        return codePoint >= ESCAPED + 0x80 && codePoint <= ESCAPED + 0xff;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static int compare(String one, String other) {
        return isPlain(one) && isPlain(other) ? one.compareTo(other) : Arrays.compareUnsigned(bytes(one), bytes(other));
    }
}
