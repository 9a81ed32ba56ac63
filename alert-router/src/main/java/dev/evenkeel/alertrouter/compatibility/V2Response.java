package dev.evenkeel.alertrouter.compatibility;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

/** Answers as API v2 gives them when it says no: either a plain JSON text, or {@code {"code":…,"message":…}}. */
public final class V2Response {

    private static final JsonFactory JSON = new JsonFactory();

    private V2Response() {}

    /** What the handlers of API v2 answer: a JSON text alone. */
    public static WebApplicationException text(int status, String message) {
        return exception(status, textBody(message));
    }

    /** What stands before the handlers of API v2 answers: parsing and schema checks. */
    public static WebApplicationException coded(int status, int code, String message) {
        return exception(status, codedBody(code, message));
    }

    static String textBody(String message) {
        return quoted(message) + "\n";
    }

    static String codedBody(int code, String message) {
        return "{\"code\":" + code + ",\"message\":" + quoted(message) + "}";
    }

    private static WebApplicationException exception(int status, String body) {
        return new WebApplicationException(
                message(status),
                Response.status(status)
                        .entity(body)
                        .type(MediaType.APPLICATION_JSON)
                        .build());
    }

    private static String message(int status) {
        return "API v2 answers " + status;
    }

    private static String quoted(String text) {
        var out = new StringWriter(text.length() + 16);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeString(text);
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return out.toString();
    }
}
