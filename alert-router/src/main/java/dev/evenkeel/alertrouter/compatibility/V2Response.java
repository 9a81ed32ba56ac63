package dev.evenkeel.alertrouter.compatibility;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Answers as API v2 gives them when it says no: either a plain JSON text, or {@code {"code":…,"message":…}}. */
public final class V2Response {

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
        return V2Json.answer(json -> json.writeString(message));
    }

    static String codedBody(int code, String message) {
        return V2Json.text(json -> {
            json.writeStartObject();
            json.writeNumberField("code", code);
            json.writeStringField("message", message);
            json.writeEndObject();
        });
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
}
