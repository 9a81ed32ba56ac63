package dev.evenkeel.alertrouter.compatibility;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarkus.logging.Log;
import io.vertx.pgclient.PgException;

/** Answers as API v2 gives them when it says no: either a plain JSON text, or {@code {"code":…,"message":…}}. */
public final class V2Response {

    private static final JsonFactory JSON = new JsonFactory();
    private static final String SECONDS_TO_RETRY = "5";

    private V2Response() {}

    /** What the handlers of API v2 answer: a JSON text alone. */
    public static WebApplicationException text(int status, String message) {
        return exception(status, quoted(message) + "\n");
    }

    /** What stands before the handlers of API v2 answers: parsing and schema checks. */
    public static WebApplicationException coded(int status, int code, String message) {
        return exception(status, "{\"code\":" + code + ",\"message\":" + quoted(message) + "}");
    }

    private static WebApplicationException exception(int status, String body) {
        return new WebApplicationException(
                message(status),
                Response.status(status)
                        .entity(body)
                        .type(MediaType.APPLICATION_JSON)
                        .build());
    }

    /**
     * What to answer when PostgreSQL failed: 503 with {@code Retry-After} if it is away, upon which Prometheus posts again
     * later; 500 only if it refused what we asked of it.
     */
    public static WebApplicationException databaseFailed(Throwable failure) {
        if (failure instanceof WebApplicationException answered) {
            return answered;
        }
        if (failure instanceof PgException refused && !isTemporary(refused)) {
            Log.error("PostgreSQL refused a statement", failure);
            return text(500, "internal error");
        }
        Log.warnf("PostgreSQL is not available: %s", failure.getMessage());
        String body = quoted("the database is not available, nothing was stored; try again later") + "\n";
        return new WebApplicationException(
                message(503),
                Response.status(503)
                        .header("Retry-After", SECONDS_TO_RETRY)
                        .entity(body)
                        .type(MediaType.APPLICATION_JSON)
                        .build());
    }

    /** Classes 08 connection, 53 resources, 57 operator intervention, 58 system, 25006 read-only: it passes. */
    private static boolean isTemporary(PgException refused) {
        String state = String.valueOf(refused.getSqlState());
        return state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57")
                || state.startsWith("58")
                || state.equals("25006")
                || state.startsWith("40");
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
