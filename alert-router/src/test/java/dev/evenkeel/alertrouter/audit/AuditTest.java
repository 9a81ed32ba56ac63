package dev.evenkeel.alertrouter.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.Tasks;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

@ServiceTest
class AuditTest {

    @Test
    void aReloadIsRecordedWithWhoWhenAndFromWhere() {
        TestClock.stop();

        TestKeys.as(Role.OPERATOR).post("/-/reload").then().statusCode(200);

        log("action=configuration.reload")
                .body("items[0].actor", is("operator"))
                .body("items[0].actorKind", is("key"))
                .body("items[0].credential", is("file:operator"))
                .body("items[0].address", is("127.0.0.1"))
                .body("items[0].at", is(TestClock.now().toString()))
                .body("items[0].outcome", is("done"))
                .body("items[0].correlationId", notNullValue());
    }

    @Test
    void aRefusedConfigurationIsRecordedAndADryRunIsNot() {
        apply("broken.yml", false, "route: [");
        apply("tried.yml", true, "route: [");

        log("action=configuration.change")
                .body("items[0].objectId", is("broken.yml"))
                .body("items[0].outcome", is("refused"))
                .body("items.objectId", not(List.of("tried.yml")));
    }

    @Test
    void makingAndRevokingAKeyIsRecordedWithoutTheKey() {
        var made = TestKeys.as(Role.ADMIN)
                .contentType(ContentType.JSON)
                .body("{\"name\":\"grafana\",\"roles\":[\"viewer\"]}")
                .post("/api/v1/keys")
                .then()
                .statusCode(201)
                .extract();
        String id = made.path("id");
        String key = made.path("key");

        TestKeys.as(Role.ADMIN).delete("/api/v1/keys/" + id).then().statusCode(200);

        String lines = log("objectKind=key&objectId=" + id)
                .body("items", hasSize(2))
                .body("items[1].action", is("key.create"))
                .body("items[1].detail", containsString("viewer"))
                .body("items[0].action", is("key.revoke"))
                .body("items.actor", everyItem(is("admin")))
                .body("items.address", everyItem(is("127.0.0.1")))
                .extract()
                .asString();
        assertThat(lines).doesNotContain(key);
    }

    @Test
    void thePagesOfTheLogFollowEachOther() {
        for (int i = 0; i < 3; i++) {
            TestKeys.as(Role.OPERATOR).post("/-/reload").then().statusCode(200);
        }
        String next = log("action=configuration.&limit=2")
                .body("items", hasSize(2))
                .extract()
                .path("next");

        List<Integer> rest =
                log("action=configuration.&limit=2&cursor=" + next).extract().path("items.number");

        assertThat(rest).isNotEmpty();
        assertThat(rest.getFirst())
                .isLessThan(log("action=configuration.&limit=2").extract().<Integer>path("items[1].number"));
    }

    @Test
    void aLineIsNeitherChangedNorDeletedBeforeItsTime() throws SQLException {
        TestKeys.as(Role.OPERATOR).post("/-/reload").then().statusCode(200);

        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement sql = connection.createStatement()) {
            for (String rewriting : List.of(
                    "UPDATE audit_entry SET actor = 'nobody'", "DELETE FROM audit_entry", "TRUNCATE audit_entry")) {
                assertThatThrownBy(() -> sql.execute(rewriting)).hasMessageContaining("only added to");
            }
        }
        TestKeys.as(Role.ADMIN).delete("/api/v1/audit").then().statusCode(405);
    }

    @Test
    void whatIsOlderThanItHasToBeKeptGoes() {
        TestKeys.as(Role.OPERATOR).post("/-/reload").then().statusCode(200);
        TestClock.advance(Duration.ofDays(731));

        Tasks.run("audit-retention");

        log("limit=1").body("items", hasSize(0));
    }

    @Test
    void whatIsAskedWronglyIsToldAndWhoMayNotIsKeptOut() {
        for (String query : List.of("from=yesterday", "to=-1", "outcome=x", "limit=0", "cursor=x", "cursor=MTE")) {
            TestKeys.as(Role.OPERATOR)
                    .get("/api/v1/audit?" + query)
                    .then()
                    .statusCode(query.equals("cursor=MTE") ? 200 : 400);
        }
        TestKeys.as(Role.RESPONDER).get("/api/v1/audit").then().statusCode(403);
    }

    private static ValidatableResponse log(String query) {
        return TestKeys.as(Role.OPERATOR).get("/api/v1/audit?" + query).then().statusCode(200);
    }

    private static void apply(String file, boolean dryRun, String text) {
        TestKeys.as(Role.OPERATOR)
                .contentType("text/plain")
                .queryParam("dryRun", dryRun)
                .body(text)
                .put("/api/v1/configuration/files/" + file)
                .then()
                .statusCode(400);
    }
}
