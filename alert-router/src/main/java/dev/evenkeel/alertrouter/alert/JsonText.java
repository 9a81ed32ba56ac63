package dev.evenkeel.alertrouter.alert;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.evenkeel.platform.series.Labels;

/**
 * JSON in the making, in UTF-8: a text that is made first has to be encoded after all, which a native executable does character
 * by character. It may be cut into pieces, since there each array of 64 KiB or more is memory that is asked of the system,
 * cleared and given back, which took longer than what is written into it.
 */
public final class JsonText {

    private static final int LONG_ENOUGH_FOR_A_PIECE = 40 << 10;
    private static final int ROOM_FOR_A_PIECE = 56 << 10;

    private static final int LONGEST_SHORT_TEXT = 128;
    private static final char LAST_OF_ASCII = 0x7f;

    private final char[] characters = new char[LONGEST_SHORT_TEXT];
    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] bytes;
    private int length;

    /** @param capacity how many bytes are expected; there may be more */
    public JsonText(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** One that is cut into pieces. */
    public static JsonText inPieces() {
        return new JsonText(ROOM_FOR_A_PIECE);
    }

    /** Adds JSON as it is. */
    public JsonText add(byte[] json) {
        makeRoom(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** Adds JSON as it is. */
    public JsonText add(Utf8Text json) {
        makeRoom(json.length());
        json.copyTo(bytes, length);
        length += json.length();
        return this;
    }

    /** Adds a character of ASCII as it is. */
    public JsonText add(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Adds a text, with its quotes. */
    public JsonText addText(Utf8Text text) {
        if (!TextMapJson.needsEscaping(text)) {
            return add('"').add(text).add('"');
        }
        var quoted = new StringBuilder(text.length() + 2);
        TextMapJson.appendText(quoted, text.toString());
        return add(utf8(quoted.toString()));
    }

    /**
     * Adds a text, with its quotes. Most are short and plain: their characters are taken out at once, as a native executable
     * would call a method for each, and neither encoded nor passed again.
     */
    public JsonText addText(String text) {
        int count = text.length();
        if (count > characters.length) {
            return addText(Utf8Text.of(text));
        }
        text.getChars(0, count, characters, 0);
        makeRoom(count + 2);
        int next = length;
        bytes[next++] = '"';
        for (int i = 0; i < count; i++) {
            char c = characters[i];
            if (c > LAST_OF_ASCII || TextMapJson.needsEscaping((byte) c)) {
                return addText(Utf8Text.of(text));
            }
            bytes[next++] = (byte) c;
        }
        bytes[next++] = '"';
        length = next;
        return this;
    }

    /** Adds an object of texts, as {@link TextMapJson} writes it. */
    public JsonText addObject(Labels labels) {
        add('{');
        for (int i = 0; i < labels.size(); i++) {
            addField(i == 0, labels.nameAt(i), labels.valueAt(i));
        }
        return add('}');
    }

    /** The same. */
    public JsonText addObject(Map<String, String> texts) {
        add('{');
        boolean first = true;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            addField(first, each.getKey(), each.getValue());
            first = false;
        }
        return add('}');
    }

    private void addField(boolean first, String name, String value) {
        if (!first) {
            add(',');
        }
        addText(name).add(':').addText(value);
    }

    /** All of it that was not cut off yet, which is forgotten here. */
    public byte[] take() {
        byte[] all = toBytes();
        length = 0;
        return all;
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + bytes.length / 2));
        }
    }

    /** Says that it may be cut here, if it is long enough. */
    public void mayBeCut() {
        if (length >= LONG_ENOUGH_FOR_A_PIECE) {
            pieces.add(take());
        }
    }

    /** All of it, in its order; none of the pieces is empty. */
    public List<byte[]> toPieces() {
        if (length > 0) {
            pieces.add(take());
        }
        return List.copyOf(pieces);
    }

    /** All of it that was not cut off yet. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    public static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
