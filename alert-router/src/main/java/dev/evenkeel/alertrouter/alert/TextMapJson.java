package dev.evenkeel.alertrouter.alert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

import dev.evenkeel.platform.series.Labels;

/**
 * Labels and annotations as JSON objects of texts. This runs for every alert that is stored or read, so what needs no
 * escaping, which is nearly everything, goes past Jackson.
 */
public final class TextMapJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CONTROL_CHARACTERS = 0x20;

    private TextMapJson() {}

    public static String write(Map<String, String> texts) {
        var out = new StringBuilder(64 + 32 * texts.size()).append('{');
        for (Map.Entry<String, String> each : texts.entrySet()) {
            appendField(out, each.getKey(), each.getValue());
        }
        return out.append('}').toString();
    }

    public static String write(Labels labels) {
        var out = new StringBuilder(64 + 32 * labels.size()).append('{');
        for (int i = 0; i < labels.size(); i++) {
            appendField(out, labels.nameAt(i), labels.valueAt(i));
        }
        return out.append('}').toString();
    }

    private static void appendField(StringBuilder out, String name, String value) {
        if (out.length() > 1) {
            out.append(',');
        }
        appendText(out, name);
        out.append(':');
        appendText(out, value);
    }

    /** A text as JSON has it, with its quotes. */
    public static void appendText(StringBuilder out, String text) {
        out.append('"');
        if (needsEscaping(text)) {
            JsonStringEncoder.getInstance().quoteAsString(text, out);
        } else {
            out.append(text);
        }
        out.append('"');
    }

    /** Whether a text cannot stand between quotes as it is. */
    public static boolean needsEscaping(Utf8Text text) {
        for (int i = 0; i < text.length(); i++) {
            if (needsEscaping(text.at(i))) {
                return true;
            }
        }
        return false;
    }

    /** @param octet of UTF-8, of which those of longer characters are negative */
    static boolean needsEscaping(byte octet) {
        return (octet >= 0 && octet < CONTROL_CHARACTERS) || octet == '"' || octet == '\\';
    }

    /** Looks at bytes, since a native executable calls a method, and another one, for each character of a string. */
    private static boolean needsEscaping(String text) {
        return needsEscaping(Utf8Text.of(text));
    }

    public static void write(JsonGenerator json, Map<String, String> texts) throws IOException {
        json.writeStartObject();
        for (Map.Entry<String, String> each : texts.entrySet()) {
            json.writeStringField(each.getKey(), each.getValue());
        }
        json.writeEndObject();
    }

    /** @throws UncheckedIOException if the text is not what {@link #write} makes */
    public static Map<String, String> read(String text) {
        return read(text, UnaryOperator.identity());
    }

    /** @param shared what stands for a text in memory */
    static Map<String, String> read(String text, UnaryOperator<String> shared) {
        List<String> pairs = pairs(text);
        pairs.replaceAll(shared);
        var texts = LinkedHashMap.<String, String>newLinkedHashMap(pairs.size() / 2);
        for (int i = 0; i < pairs.size(); i += 2) {
            texts.put(pairs.get(i), pairs.get(i + 1));
        }
        return texts;
    }

    /** @throws UncheckedIOException if the text is not what {@link #write} makes */
    public static Labels readLabels(String text) {
        return Labels.ofLast(pairs(text));
    }

    /** The same without decoding more than what the texts are. */
    public static Labels readLabels(Utf8Text text) {
        var texts = new ArrayList<String>(16);
        int begin = -1;
        for (int i = 0; i < text.length(); i++) {
            byte b = text.at(i);
            if (b == '\\') {
                return Labels.ofLast(escaped(text.toString()));
            }
            if (b == '"') {
                if (begin >= 0) {
                    texts.add(text.substring(begin, i));
                }
                begin = begin < 0 ? i + 1 : -1;
            }
        }
        if (begin >= 0 || texts.size() % 2 != 0) {
            throw unreadable(null);
        }
        return Labels.ofLast(texts);
    }

    /** @param shared what stands for a text in memory */
    static Labels readLabels(String text, UnaryOperator<String> shared) {
        List<String> pairs = pairs(text);
        pairs.replaceAll(shared);
        return Labels.ofLast(pairs);
    }

    private static List<String> pairs(String text) {
        return text.indexOf('\\') < 0 ? unescaped(text) : escaped(text);
    }

    /** Without escapes every quote begins or ends a text. */
    private static List<String> unescaped(String text) {
        var texts = new ArrayList<String>(16);
        int begin = text.indexOf('"');
        while (begin >= 0) {
            int end = text.indexOf('"', begin + 1);
            if (end < 0) {
                throw unreadable(null);
            }
            texts.add(text.substring(begin + 1, end));
            begin = text.indexOf('"', end + 1);
        }
        if (texts.size() % 2 != 0) {
            throw unreadable(null);
        }
        return texts;
    }

    private static List<String> escaped(String text) {
        var texts = new ArrayList<String>(16);
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            for (String name = json.nextFieldName(); name != null; name = json.nextFieldName()) {
                texts.add(name);
                texts.add(json.nextTextValue());
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
        return texts;
    }

    private static UncheckedIOException unreadable(IOException cause) {
        return new UncheckedIOException(
                "stored labels are not a JSON object of texts", cause == null ? new IOException("a half text") : cause);
    }
}
