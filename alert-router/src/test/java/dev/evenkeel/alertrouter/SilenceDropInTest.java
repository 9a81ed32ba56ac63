package dev.evenkeel.alertrouter;

import java.time.Instant;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

/** Silences over the API, at a real Alertmanager and at ours, by hand and with amtool. */
@ServiceTest
class SilenceDropInTest extends SilencesSideBySide {

    @Test
    void theSameSilencesAreListedInTheSameOrder() {
        Instant now = Instant.now();
        List<String> posts = List.of(
                silence("listed", "a", "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}", now, now.plusSeconds(900)),
                silence("listed", "b", "{\"name\":\"x\",\"value\":\"2\",\"isRegex\":false}", now, now.plusSeconds(800)),
                silence(
                        "listed",
                        "ü",
                        "{\"name\":\"x\",\"value\":\"1|2\",\"isRegex\":true,\"isEqual\":false}",
                        now.plusSeconds(900),
                        now.plusSeconds(1000)),
                silence(
                        "listed",
                        "d",
                        "{\"name\":\"x\",\"value\":\"3\",\"isRegex\":false,\"isEqual\":false}",
                        now.plusSeconds(800),
                        now.plusSeconds(2000)));
        for (String body : posts) {
            routers.postToBoth(Role.RESPONDER, "/api/v2/silences", body);
        }
        for (String path : List.of(
                "/api/v2/silences?filter=group%3Dlisted",
                "/api/v2/silences?filter=group%3Dlisted&filter=x%3D1",
                "/api/v2/silences?filter=group%3Dlisted&filter=x!~%221%7C2%22",
                "/api/v2/silences?filter=group%3Dlisted&filter=y!%3D%22%22",
                "/api/v2/silences?filter=group%3Dlisted&filter=y%3D%22%22")) {
            assertThat(comparable(get(path).asString()))
                    .as(path)
                    .isEqualTo(comparable(routers.theirs().get(path).body()));
        }
    }

    /** Debian's Alertmanager does not know these parameters. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|active pending expired",
                "&active=true&pending=true&expired=true|active pending expired",
                "&active=false|pending expired",
                "&pending=false|active expired",
                "&expired=false|active pending",
                "&active=false&pending=false|expired",
                "&active=false&pending=false&expired=false|''"
            })
    void statesThatAreNotAskedForAreLeftOutAsSince034(String parameters, String states) {
        Instant now = Instant.now();
        String group = "states" + parameters.replaceAll("[^a-z]", "");
        String matcher = "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}";
        post(silence(group, "a", matcher, now, now.plusSeconds(900)));
        post(silence(group, "p", matcher, now.plusSeconds(900), now.plusSeconds(1800)));
        String ended =
                id(post(silence(group, "e", matcher, now, now.plusSeconds(900))).asString());
        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + ended).then().statusCode(200);

        JsonArray listed = new JsonArray(
                get("/api/v2/silences?filter=group%3D" + group + parameters).asString());

        assertThat(listed.stream().map(each -> state(((JsonObject) each).encode())))
                .containsExactlyElementsOf(states.isEmpty() ? List.of() : List.of(states.split(" ")));
    }

    @Test
    void aSilenceIsChangedOrReplacedAlike() {
        Instant now = Instant.now();
        String matcher = "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}";
        String other = "{\"name\":\"x\",\"value\":\"2\",\"isRegex\":false}";
        for (String body : List.of(
                silence("changed", "longer", matcher, now, now.plusSeconds(900)),
                silence("changed", "other", other, now, now.plusSeconds(900)),
                silence("changed", "later", matcher, now.plusSeconds(100), now.plusSeconds(900)))) {
            String first = silence("changed", "first", matcher, now, now.plusSeconds(300));
            String theirId = id(routers.theirs().post("/api/v2/silences", first).body());
            String ourId = id(post(first).asString());
            String theirStart = new JsonObject(
                            routers.theirs().get("/api/v2/silence/" + theirId).body())
                    .getString("startsAt");
            String ourStart = new JsonObject(get("/api/v2/silence/" + ourId).asString()).getString("startsAt");

            String theirNew = id(routers.theirs()
                    .post("/api/v2/silences", changing(body, theirId, theirStart, now))
                    .body());
            String ourNew = id(post(changing(body, ourId, ourStart, now)).asString());

            assertThat(ourNew.equals(ourId)).as(body).isEqualTo(theirNew.equals(theirId));
            assertThat(state(get("/api/v2/silence/" + ourId).asString()))
                    .as(body)
                    .isEqualTo(state(
                            routers.theirs().get("/api/v2/silence/" + theirId).body()));
        }
    }

    @Test
    void aSilenceIsEndedAndMayBeEndedAgain() {
        Instant now = Instant.now();
        String id = id(post(silence(
                        "ended", "x", "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}", now, now.plusSeconds(99)))
                .asString());

        for (int i = 0; i < 2; i++) {
            TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + id).then().statusCode(200);
        }

        assertThat(state(get("/api/v2/silence/" + id).asString())).isEqualTo("expired");
        TestKeys.as(Role.RESPONDER)
                .delete("/api/v2/silence/00000000-0000-0000-0000-000000000000")
                .then()
                .statusCode(404);
        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/xx").then().statusCode(422);
    }

    /** Debian's Alertmanager is older than annotations. */
    @Test
    void aSilenceHasAnnotationsAsSince032() {
        Instant now = Instant.now();
        JsonObject proposed = new JsonObject(silence(
                "annotated", "x", "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}", now, now.plusSeconds(99)));
        String plain = id(post(proposed.encode()).asString());
        assertThat(new JsonObject(get("/api/v2/silence/" + plain).asString()).containsKey("annotations"))
                .isFalse();

        String id = id(post(proposed.put(
                                "annotations",
                                new JsonObject().put("ticket", "OPS-1").putNull("note"))
                        .encode())
                .asString());

        JsonObject expected = new JsonObject().put("note", "").put("ticket", "OPS-1");
        assertThat(new JsonObject(get("/api/v2/silence/" + id).asString()).getJsonObject("annotations"))
                .isEqualTo(expected);
        assertThat(new JsonArray(
                                get("/api/v2/silences?filter=group%3Dannotated").asString())
                        .stream()
                                .map(JsonObject.class::cast)
                                .filter(listed -> listed.getString("id").equals(id))
                                .map(listed -> listed.getJsonObject("annotations")))
                .containsExactly(expected);
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/silencing")
                .then()
                .body("find { it.id == '" + id + "' }.annotations.ticket", is("OPS-1"));
    }

    @Test
    void annotationsMayChangeAndStayWithASilenceThatIsEnded() {
        Instant start = Instant.now().plusSeconds(600);
        JsonObject proposed = new JsonObject(silence(
                        "reannotated",
                        "x",
                        "{\"name\":\"x\",\"value\":\"1\",\"isRegex\":false}",
                        start,
                        start.plusSeconds(9)))
                .put("annotations", new JsonObject().put("ticket", "OPS-1"));
        String id = id(post(proposed.encode()).asString());

        proposed.put("id", id).put("annotations", new JsonObject().put("ticket", "OPS-2"));
        assertThat(id(post(proposed.encode()).asString())).isEqualTo(id);
        TestKeys.as(Role.RESPONDER).delete("/api/v2/silence/" + id).then().statusCode(200);

        assertThat(new JsonObject(get("/api/v2/silence/" + id).asString())
                        .getJsonObject("annotations")
                        .getString("ticket"))
                .isEqualTo("OPS-2");
    }

    @Test
    void amtoolAddsFindsChangesExpiresAndImportsSilences() {
        Amtool amtool = Amtool.as(Role.RESPONDER);
        String id = amtool.run("silence", "add", "alertname=FromAmtool", "env=~dev|test", "-c", "trying", "-a", "me")
                .strip();
        assertThat(amtool.run("silence", "query", "alertname=FromAmtool", "-q").strip())
                .isEqualTo(id);
        assertThat(amtool.run("silence", "query", "alertname=FromAmtool", "-o", "extended"))
                .contains("env=~\"dev|test\"")
                .contains("trying");

        String updated = new JsonArray(
                        amtool.run("silence", "update", id, "--duration=3h", "-c", "still trying", "-o", "json"))
                .getJsonObject(0)
                .getString("id");
        assertThat(updated).isEqualTo(id);
        assertThat(amtool.run("silence", "query", "alertname=FromAmtool", "-o", "json"))
                .contains("still trying");

        amtool.run("silence", "expire", updated);
        assertThat(amtool.run("silence", "query", "alertname=FromAmtool", "-q")).isBlank();
        String exported = amtool.run("silence", "query", "--expired", "alertname=FromAmtool", "-o", "json");
        String again = new JsonArray(exported)
                .getJsonObject(0)
                .put("endsAt", Instant.now().plusSeconds(600).toString())
                .encode();
        amtool.runWithFile("[" + again + "]", "silence", "import", "--force");
        assertThat(amtool.run("silence", "query", "alertname=FromAmtool", "-q")).isNotBlank();
    }
}
