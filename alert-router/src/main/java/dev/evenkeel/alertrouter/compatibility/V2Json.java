package dev.evenkeel.alertrouter.compatibility;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** JSON with its fields in the order in which they are written, as API v2 wants it. */
public final class V2Json {

    private static final JsonFactory JSON = new JsonFactory();

    private V2Json() {}

    /** Writes one value. */
    @FunctionalInterface
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The value as an answer, which ends with a line feed. */
    public static String answer(Content content) {
        return text(content) + "\n";
    }

    /** The value alone. */
    public static String text(Content content) {
        var out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }
}
