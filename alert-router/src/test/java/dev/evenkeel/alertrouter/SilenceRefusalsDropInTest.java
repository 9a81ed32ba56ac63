package dev.evenkeel.alertrouter;

import java.time.Instant;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** What is refused of silences at a real Alertmanager is refused at ours, in its words. */
@ServiceTest
class SilenceRefusalsDropInTest extends SilencesSideBySide {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "{",
                "[]",
                "\"text\"",
                "{\"matchers\":[]," + REST,
                "{\"matchers\":null," + REST,
                "{\"matchers\":[{}]," + REST,
                "{\"matchers\":[{\"isRegex\":false}]," + REST,
                "{\"matchers\":[{\"isRegex\":false,\"name\":\"a\"}]," + REST,
                "{\"matchers\":[{\"name\":\"\",\"value\":\"x\",\"isRegex\":false}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"\",\"isRegex\":false}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"(\",\"isRegex\":true}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":\"yes\"}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":1,\"isRegex\":false}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":\".*\",\"isRegex\":true}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}],\"comment\":1}",
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}],\"comment\":\"\"}",
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}],\"comment\":\"\",\"createdBy\":\"\"}",
                "{\"id\":\"zz\",\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}]," + REST,
                "{\"id\":\"00000000-0000-0000-0000-000000000000\","
                        + "\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}]," + REST,
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}],\"createdBy\":\"\",\"comment\":\"\","
                        + "\"startsAt\":\"2030-01-01T00:00:00Z\",\"endsAt\":\"2029-01-01T00:00:00Z\"}",
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}],\"createdBy\":\"\",\"comment\":\"\","
                        + "\"startsAt\":\"2010-01-01T00:00:00Z\",\"endsAt\":\"2012-01-01T00:00:00Z\"}",
                "{\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}],\"createdBy\":\"\",\"comment\":\"\","
                        + "\"startsAt\":\"nope\",\"endsAt\":\"2012-01-01T00:00:00Z\"}"
            })
    void badSilencesAreRefusedAlike(String body) {
        RealAlertmanager.Answer expected = routers.theirs().post("/api/v2/silences", body);

        Response ours = post(body);

        assertThat(ours.asString().strip())
                .isEqualTo(RealAlertmanager.inNewWords(expected.body()).strip());
        assertThat(ours.statusCode()).isEqualTo(expected.status());
    }

    /** Debian's Alertmanager is older than that and says it otherwise, or nothing at all. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|a|x|false|''",
                "''|''|x|false|invalid silence: invalid label matcher 0 in set 0: invalid label name \"\"",
                "''|a|''|false|invalid silence: matcher set 0: at least one matcher must not match the empty string",
                "''|a|(|true|invalid silence: invalid label matcher 0 in set 0: invalid regular expression \"(\": "
                        + "error parsing regexp: missing closing ): `(`",
                // before 0.34, an id that there is not was what was wrong
                "unknown|a|''|false|invalid silence: matcher set 0: at least one matcher must not match the empty string",
                "unknown|a|x|false|silence not found"
            })
    void badSilencesAreRefusedInTheWordsOf034(String id, String name, String value, boolean isRegex, String words) {
        Response answer = post(new JsonObject()
                .put("id", id)
                .put(
                        "matchers",
                        JsonArray.of(new JsonObject()
                                .put("name", name)
                                .put("value", value)
                                .put("isRegex", isRegex)))
                .put("startsAt", "2040-01-01T00:00:00Z")
                .put("endsAt", "2041-01-01T00:00:00Z")
                .put("createdBy", "me")
                .put("comment", "c")
                .encode());

        if (words.isEmpty()) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            assertThat(answer.statusCode()).isEqualTo(words.endsWith("not found") ? 404 : 400);
            assertThat(new JsonArray("[" + answer.asString() + "]").getString(0))
                    .isEqualTo(words);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v2/silences?filter=zz",
                "/api/v2/silences?filter=a%3D~%22(%22",
                "/api/v2/silence/xx",
                "/api/v2/silence/00000000-0000-0000-0000-000000000000"
            })
    void badQuestionsAreAnsweredAlike(String path) {
        RealAlertmanager.Answer expected = routers.theirs().get(path);

        Response ours = get(path);

        assertThat(ours.statusCode()).isEqualTo(expected.status());
        assertThat(ours.asString().strip()).isEqualTo(expected.body().strip());
    }

    @Test
    void annotationsThatAreNoTextsAreRefused() {
        String rest = "\"matchers\":[{\"name\":\"a\",\"value\":\"x\",\"isRegex\":false}]," + REST;
        Response list = post("{\"annotations\":[]," + rest);
        Response number = post("{\"annotations\":{\"a\":1}," + rest);

        assertThat(list.statusCode()).isEqualTo(400);
        assertThat(list.asString())
                .contains(
                        "json: cannot unmarshal array into Go struct field Silence.annotations of type models.LabelSet");
        assertThat(number.statusCode()).isEqualTo(400);
        assertThat(number.asString())
                .contains("json: cannot unmarshal number into Go struct field Silence.annotations of type string");
        Response large = post("{\"annotations\":{\"a\":\"" + "x".repeat(70_000) + "\"}," + rest);
        assertThat(large.statusCode()).isEqualTo(400);
        assertThat(large.asString()).contains("silence exceeded maximum size: 70001 bytes (limit: 65536 bytes)");
    }

    @Test
    void whoMayNotSilenceIsKeptOut() {
        String body = silence(
                "denied",
                "x",
                "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}",
                Instant.now(),
                Instant.now().plusSeconds(99));

        TestKeys.as(Role.VIEWER)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/v2/silences")
                .then()
                .statusCode(403);
        TestKeys.as(Role.VIEWER)
                .delete("/api/v2/silence/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(403);
    }
}
