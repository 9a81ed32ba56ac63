package dev.evenkeel.alertrouter.listing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.alert.Utf8Text;

/**
 * A part of a JSON document in the making, in UTF-8. It may be cut into pieces: in a native executable each array of 64 KiB or
 * more is memory that is asked of the system, cleared and given back, which took longer than what is written into it.
 */
final class JsonText {

    private static final int LONG_ENOUGH_FOR_A_PIECE = 40 << 10;
    private static final int ROOM_FOR_A_PIECE = 56 << 10;

    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] bytes;
    private int length;

    /** @param capacity how many bytes are expected; there may be more */
    JsonText(int capacity) {
        this.bytes = new byte[capacity];
    }

    /** One that is cut into pieces. */
    static JsonText inPieces() {
        return new JsonText(ROOM_FOR_A_PIECE);
    }

    /** Adds JSON as it is. */
    JsonText add(byte[] json) {
        makeRoom(json.length);
        System.arraycopy(json, 0, bytes, length, json.length);
        length += json.length;
        return this;
    }

    /** Adds JSON as it is. */
    JsonText add(Utf8Text json) {
        makeRoom(json.length());
        json.copyTo(bytes, length);
        length += json.length();
        return this;
    }

    /** Adds a character of ASCII as it is. */
    JsonText add(char ascii) {
        makeRoom(1);
        bytes[length++] = (byte) ascii;
        return this;
    }

    /** Adds a text, with its quotes. */
    JsonText addText(Utf8Text text) {
        return TextMapJson.needsEscaping(text)
                ? addText(text.toString())
                : add('"').add(text).add('"');
    }

    /** Adds a text, with its quotes. */
    JsonText addText(String text) {
        var quoted = new StringBuilder(text.length() + 2);
        TextMapJson.appendText(quoted, text);
        return add(utf8(quoted.toString()));
    }

    private void makeRoom(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + bytes.length / 2));
        }
    }

    /** Says that it may be cut here, if it is long enough. */
    void mayBeCut() {
        if (length >= LONG_ENOUGH_FOR_A_PIECE) {
            pieces.add(toBytes());
            length = 0;
        }
    }

    /** All of it, in its order; none of the pieces is empty. */
    List<byte[]> toPieces() {
        if (length > 0) {
            pieces.add(toBytes());
            length = 0;
        }
        return List.copyOf(pieces);
    }

    /** All of it that was not cut off yet. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
