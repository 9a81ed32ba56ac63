package dev.evenkeel.alertrouter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

/** Silences over the API, at a real Alertmanager and at ours, by hand and with amtool. */
@ServiceTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceDropInTest {

    private static final String CONFIGURATION = """
            route: {receiver: nobody, group_wait: 1s}
            receivers: [{name: nobody}]
            """;
    private static final String VALID_TIMES =
            "\"startsAt\":\"2040-01-01T00:00:00Z\",\"endsAt\":\"2041-01-01T00:00:00Z\"";
    private static final String REST = VALID_TIMES + ",\"createdBy\":\"me\",\"comment\":\"c\"}";

    private TwoRouters routers;

    @BeforeEach
    void startBoth() {
        TestClock.run();
        if (routers == null) {
            routers = TwoRouters.start(CONFIGURATION);
        }
    }

    @AfterAll
    void stopBoth() {
        if (routers != null) {
            routers.close();
        }
    }

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

    private static String changing(String body, String id, String start, Instant now) {
        JsonObject posted = new JsonObject(body).put("id", id);
        if (posted.getString("startsAt").equals(now.toString())) {
            posted.put("startsAt", start);
        }
        return posted.encode();
    }

    private static String silence(String group, String comment, String matcher, Instant start, Instant end) {
        return "{\"matchers\":[{\"name\":\"group\",\"value\":\"%s\",\"isRegex\":false},%s],\"startsAt\":\"%s\",\"endsAt\":\"%s\",\"createdBy\":\"me\",\"comment\":\"%s\"}"
                .formatted(group, matcher, start, end, comment);
    }

    private static String id(String posted) {
        return new JsonObject(posted).getString("silenceID");
    }

    private static String state(String silence) {
        return new JsonObject(silence).getJsonObject("status").getString("state");
    }

    /** Without ids, and without moments that the server set. */
    private static List<String> comparable(String json) {
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

    private static Response post(String body) {
        return TestKeys.as(Role.RESPONDER)
                .contentType(ContentType.JSON)
                .body(body)
                .when()
                .post("/api/v2/silences");
    }

    private static Response get(String path) {
        return TestKeys.as(Role.VIEWER).urlEncodingEnabled(false).when().get(path);
    }
}
