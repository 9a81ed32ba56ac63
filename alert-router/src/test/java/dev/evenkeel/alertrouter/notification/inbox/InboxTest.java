package dev.evenkeel.alertrouter.notification.inbox;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** However many alerts a notification is about, the inbox is small and so is what is read of it. */
@ServiceTest
class InboxTest {

    @BeforeEach
    void anEmptyInbox() throws SQLException {
        TestClock.stop();
        TestDatabase.ofRunningService().execute("TRUNCATE inbox_notification");
        RouterUnderTest.configure("""
                route: {receiver: everybody, group_by: [alertname], group_wait: 0s}
                receivers: [{name: everybody, inbox_configs: [{}]}]
                """);
    }

    @AfterAll
    static void leaveNothing() throws SQLException {
        TestDatabase.ofRunningService().execute("TRUNCATE inbox_notification");
    }

    @Test
    void ofManyAlertsTheFirstAreKeptAndAllAreCounted() {
        RouterUnderTest.post(IntStream.range(0, 1_001)
                        .mapToObj("{\"labels\":{\"alertname\":\"Many\",\"i\":\"%d\"}}"::formatted)
                        .collect(Collectors.joining(",", "[", "]")))
                .statusCode(200);
        RouterUnderTest.flush();

        inbox("limit=1")
                .body("items[0].groupKey", is("{}:{alertname=\"Many\"}"))
                .body("items[0].alertCount", is(1_001))
                .body("items[0].alerts", hasSize(1_000));
    }

    @Test
    void aPageEndsBeforeItIsTooLargeAndTheNextOneGoesOn() throws SQLException {
        for (int i = 0; i < 3; i++) {
            stored("'[{\"annotations\":{\"summary\":\"' || repeat('x', 5000000) || '\"}}]'");
        }

        int next = inbox("limit=500").body("items", hasSize(2)).extract().path("next");

        inbox("limit=500&before=" + next).body("items", hasSize(1)).body("next", nullValue());
    }

    @Test
    void aPageWithExactlyTheLastOnesNamesNoNext() throws SQLException {
        stored("'[{},{}]'");
        stored("'[]'");

        inbox("limit=2").body("items.alertCount", is(List.of(0, 2))).body("next", nullValue());
        inbox("limit=1").body("items", hasSize(1)).body("next", is(inboxNumber()));
    }

    @Test
    void theStartPageReadsNoAlertsOfTheInbox() throws SQLException {
        stored("'is never read'");

        TestKeys.as(Role.VIEWER).get("/").then().statusCode(200).body(containsString("What was told"));
    }

    private static Integer inboxNumber() {
        return inbox("limit=1").extract().path("items[0].number");
    }

    private static ValidatableResponse inbox(String parameters) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/inbox?" + parameters)
                .then()
                .statusCode(200);
    }

    /** As before there was a count. */
    private static void stored(String alerts) throws SQLException {
        TestDatabase.ofRunningService().execute("""
                INSERT INTO inbox_notification (id, received_at, receiver, group_key, status, reason, title, alerts)
                VALUES (gen_random_uuid(), now(), 'everybody', '{}', 'firing', 'first notification', 'What was told', %s)
                """.formatted(alerts));
    }
}
