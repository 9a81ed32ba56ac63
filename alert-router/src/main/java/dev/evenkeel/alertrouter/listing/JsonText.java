package dev.evenkeel.alertrouter.listing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.evenkeel.alertrouter.alert.TextMapJson;
import dev.evenkeel.alertrouter.alert.Utf8Text;

/** A part of a JSON document in the making, in UTF-8. */
final class JsonText {

    private byte[] bytes;
    private int length;

    /** @param capacity how many bytes are expected; there may be more */
    JsonText(int capacity) {
        this.bytes = new byte[capacity];
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

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    static byte[] utf8(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
