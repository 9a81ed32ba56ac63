package dev.evenkeel.alertrouter;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.restassured.http.ContentType;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

/** A silence that a responder posts to API v2: a new one by "me", from now on for a day, unless it is told otherwise. */
public final class PostedSilence {

    private final List<String> matchers = new ArrayList<>();
    private String id = "";
    private Instant from = TestClock.now();
    private Instant until = from.plus(Duration.ofDays(1));

    private PostedSilence() {}

    /** Of alerts with such labels, names and values by turns; an empty value stands for no such label. */
    public static PostedSilence of(String... labels) {
        var silence = new PostedSilence();
        for (int i = 0; i < labels.length; i += 2) {
            silence.matchers.add(
                    "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":false}".formatted(labels[i], labels[i + 1]));
        }
        return silence;
    }

    /** Changes that which is there. */
    public PostedSilence instead(String silence) {
        id = silence;
        return this;
    }

    public PostedSilence from(Instant start) {
        from = start;
        return this;
    }

    public PostedSilence until(Instant end) {
        until = end;
        return this;
    }

    /** Posts it, and returns its id. */
    public String post() {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body("""
                        {"id":"%s","matchers":[%s],"startsAt":"%s","endsAt":"%s","createdBy":"me","comment":"working on it"}
                        """.formatted(id, String.join(",", matchers), from, until))
                .post("/api/v2/silences")
                .then()
                .statusCode(200)
                .extract()
                .path("silenceID");
    }
}
