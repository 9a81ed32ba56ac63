package dev.evenkeel.platform.web;

import java.nio.charset.StandardCharsets;

import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestKeys;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

@ServiceTest
class ProblemAnswersTest {

    private static ValidatableResponse post(String json) {
        return given().contentType(ContentType.JSON)
                .body(json)
                .when()
                .post("/web-test/things")
                .then();
    }

    private static ValidatableResponse isProblem(ValidatableResponse response, int status) {
        return response.statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status))
                .body("type", startsWith("/problems/"))
                .body("title", notNullValue())
                .body("detail", notNullValue())
                .body("correlationId", notNullValue())
                .body(not(containsString("dev.evenkeel")))
                .body(not(containsString("Exception")));
    }

    @Test
    void goodInputIsTaken() {
        post("""
                {"name":"a","count":1,"color":"RED","parts":[{"label":"x","since":"2026-11-21T00:00:00Z"}]}""").statusCode(200).body("name", is("a"));
    }

    @Test
    void brokenJsonIsShownByLineAndColumn() {
        isProblem(post("{\"name\": \"a\",\n  \"count\": }"), 400)
                .body("type", is("/problems/malformed-body"))
                .body("errors[0].where", startsWith("line 2, column"));
    }

    @Test
    void anUnknownFieldIsRefusedAndTheKnownOnesListed() {
        isProblem(post("{\"name\":\"a\",\"colour\":\"RED\"}"), 400)
                .body("errors[0].where", is("/colour"))
                .body("errors[0].allowed", is("color, count, name, parts"));
    }

    @Test
    void aWrongTypeDeepInTheDocumentIsShownByItsPointer() {
        isProblem(post("{\"name\":\"a\",\"parts\":[{\"since\":\"yesterday\"}]}"), 400)
                .body("errors[0].where", is("/parts/0/since"))
                .body("errors[0].allowed", containsString("RFC 3339"));
    }

    @Test
    void aWordThatIsNotInTheListIsAnsweredWithTheList() {
        isProblem(post("{\"name\":\"a\",\"color\":\"BLUE\"}"), 400).body("errors[0].allowed", is("one of RED, GREEN"));
    }

    @Test
    void whatAValueRefusesIsSaidInItsOwnWords() {
        isProblem(post("{\"name\":\"forbidden\"}"), 400).body("errors[0].what", containsString("is taken"));
    }

    @Test
    void everyBrokenConstraintIsListedAtItsPlace() {
        isProblem(post("{\"name\":\"\",\"count\":11}"), 400)
                .body("errors.where", hasItem("/name"))
                .body("errors.where", hasItem("/count"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"name\":1e999999}",
                "{} {}",
                "{\"name\":{}}",
                "{\"name\":\"a\",\"name\":\"b\"}",
                "{\"count\":1.5}",
                "{\"count\":99999999999}",
                "{\"color\":1}",
                "{\"parts\":{}}",
                "{\"parts\":[1]}",
                "\u0000",
                "{\"na\\u0000me\":1}"
            })
    void noBodyIsAServerError(String body) {
        isProblem(post(body), 400);
    }

    @Test
    void aDeeplyNestedBodyIsRefused() {
        isProblem(post("[".repeat(2_000)), 400);
    }

    @Test
    void aCharacterThatCannotBeStoredIsTheRequestsMistake() {
        isProblem(
                given().contentType(ContentType.JSON)
                        .body("{\"name\":\"a\\u0000b\"}")
                        .when()
                        .post("/web-test/stored")
                        .then(),
                400);
    }

    @Test
    void anOptionalBodyMayBeAbsent() {
        given().contentType(ContentType.JSON)
                .when()
                .post("/web-test/optional")
                .then()
                .statusCode(200)
                .body(equalTo("none"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=abc, query:limit",
        "limit=99999999999, query:limit",
        "since=yesterday, query:since",
        "color=BLUE, query:color",
        "id=12, query:id"
    })
    void aParameterOfTheWrongTypeIsNamed(String query, String where) {
        isProblem(given().when().get("/web-test/items?" + query).then(), 400).body("errors[0].where", is(where));
    }

    @Test
    void aParameterOutOfRangeIsNamed() {
        isProblem(given().when().get("/web-test/items?limit=0").then(), 400).body("errors[0].where", is("query:limit"));
    }

    @Test
    void aPathParameterOfTheWrongTypeIsABadRequest() {
        isProblem(given().when().get("/web-test/items/seven").then(), 400).body("errors[0].where", is("path"));
    }

    @Test
    void whatIsNotThereIsSaidInTheResourcesWords() {
        isProblem(given().when().get("/web-test/items/404").then(), 404).body("detail", is("There is no item 404"));
    }

    @Test
    void whereNothingIsServedNothingIsSaidOfHowItWasLookedFor() {
        isProblem(given().when().get("/web-test/items/1/2/3").then(), 404)
                .body("detail", is("Nothing is served under this path"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/nothing", "/web-test/nothing", "/q/nothing", "/web-test/items/1/2/3", "/q/health/nothing"})
    void anUnknownPathIsAProblem(String path) {
        isProblem(given().when().get(path).then(), 404).body("instance", is(path));
    }

    @Test
    void aMethodThatIsNotThereIsAnsweredWithThoseThatAre() {
        isProblem(given().when().delete("/web-test/things").then(), 405).header("Allow", containsString("POST"));
    }

    @Test
    void aMediaTypeNobodyProducesIsAProblem() {
        isProblem(
                given().accept("image/png").when().get("/web-test/correlation").then(), 406);
    }

    @Test
    void aMediaTypeNobodyReadsIsAProblem() {
        isProblem(
                given().contentType("application/xml")
                        .body("<a/>")
                        .when()
                        .post("/web-test/things")
                        .then(),
                415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "a/b/c", "*", "/", "application/json; charset=nonsense", "application/"})
    void aBrokenContentTypeIsNeverAServerError(String contentType) {
        int status = given().config(RestAssured.config()
                        .encoderConfig(EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .header("Content-Type", contentType)
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .when()
                .post("/web-test/things")
                .statusCode();

        Assertions.assertThat(status).isBetween(400, 499);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web-test/secured", "/closed"})
    void missingCredentialsAreAProblemThatSaysHowToShowThem(String path) {
        isProblem(given().when().get(path).then(), 401)
                .header("WWW-Authenticate", containsString("realm=\"evenkeel\""));
    }

    @Test
    void tooFewRightsAreAProblem() {
        isProblem(TestKeys.as(Role.VIEWER).when().get("/web-test/secured").then(), 403);
    }

    @ParameterizedTest
    @CsvSource({
        "away, 503",
        "reset, 503",
        "broken, 503",
        "shutdown, 503",
        "duplicate, 409",
        "statement, 400",
        "gone, 404"
    })
    void aFailureBelowIsTranslated(String kind, int status) {
        isProblem(given().when().get("/web-test/failures/" + kind).then(), status);
    }

    @Test
    void whatMayPassSaysWhenToComeBack() {
        given().when().get("/web-test/failures/away").then().header("Retry-After", matchesPattern("[1-9][0-9]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bug", "late-bug", "upstream-json", "error"})
    void aMistakeOfOursTellsTheClientNothingButTheCorrelationId(String kind) {
        isProblem(
                        given().header("X-Correlation-Id", "find-me")
                                .when()
                                .get("/web-test/failures/" + kind)
                                .then(),
                        500)
                .body("correlationId", is("find-me"))
                .body(allOf(
                        not(containsString("internal detail")),
                        not(containsString("hunter2")),
                        not(containsString("at " + "java"))));
    }

    @Test
    void aContractHasErrorBodiesOfItsOwn() {
        given().contentType(ContentType.JSON)
                .body("{")
                .when()
                .post("/contract/v2/things")
                .then()
                .statusCode(400)
                .contentType("text/x-contract")
                .body(is("contract says 400"));
    }

    @ParameterizedTest
    @CsvSource({"/contract/v2/nothing, 404", "/contract/v2/secured, 401", "/contract/v2/closed, 401"})
    void aContractCoversErrorsRaisedBeforeItsResources(String path, int status) {
        given().when().get(path).then().statusCode(status).body(is("contract says " + status));
    }

    @Test
    void aPathThatOnlyBeginsLikeAContractIsNotOne() {
        isProblem(given().when().get("/contract/v20").then(), 404);
    }
}
