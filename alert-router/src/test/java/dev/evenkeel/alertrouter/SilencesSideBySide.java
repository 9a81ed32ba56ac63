package dev.evenkeel.alertrouter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.TestKeys;

/** Silences at a real Alertmanager and at ours. */
abstract class SilencesSideBySide extends SideBySide {

    private static final String CONFIGURATION = """
            route: {receiver: nobody, group_wait: 1s}
            receivers: [{name: nobody}]
            """;

    static final String VALID_TIMES = "\"startsAt\":\"2040-01-01T00:00:00Z\",\"endsAt\":\"2041-01-01T00:00:00Z\"";

    static final String REST = VALID_TIMES + ",\"createdBy\":\"me\",\"comment\":\"c\"}";

    SilencesSideBySide() {
        super(CONFIGURATION);
    }

    static String changing(String body, String id, String start, Instant now) {
        JsonObject posted = new JsonObject(body).put("id", id);
        if (posted.getString("startsAt").equals(now.toString())) {
            posted.put("startsAt", start);
        }
        return posted.encode();
    }

    static String silence(String group, String comment, String matcher, Instant start, Instant end) {
        return "{\"matchers\":[{\"name\":\"group\",\"value\":\"%s\",\"isRegex\":false},%s],\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"createdBy\":\"me\",\"comment\":\"%s\"}"
                .formatted(group, matcher, start, end, comment);
    }

    static String id(String posted) {
        return new JsonObject(posted).getString("silenceID");
    }

    static String state(String silence) {
        return new JsonObject(silence).getJsonObject("status").getString("state");
    }

    /** Without ids, and without moments that the server set. */
    static List<String> comparable(String json) {
        var silences = new ArrayList<String>();
        for (Object each : new JsonArray(json)) {
            JsonObject silence = ((JsonObject) each).copy();
            silence.remove("id");
            silence.remove("updatedAt");
            if (state(silence.encode()).equals("active")) {
                silence.remove("startsAt");
            }
            silences.add(silence.encode());
        }
        return silences;
    }

    static Response post(String body) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/api/v2/silences");
    }

    static Response get(String path) {
        return TestKeys.as(Role.VIEWER).urlEncodingEnabled(false).when().get(path);
    }
}
