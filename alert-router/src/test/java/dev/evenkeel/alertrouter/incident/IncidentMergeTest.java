package dev.evenkeel.alertrouter.incident;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.SentEvent;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

/** Incidents that become one, and alerts that get one of their own. */
@ServiceTest
class IncidentMergeTest extends IncidentScenario {

    @Test
    void alertsOfMergedIncidentsGoOnAsOneAndTheGroupsNotifyAsBefore() throws SQLException {
        String first = opened(name + "x", "a");
        String second = opened(name + "y", "b");

        act(first, "merge", "{\"incidents\":[\"" + second + "\"]}").body("firing", hasSize(2));

        get(second).body("status", is("resolved")).body("mergedInto", is(first));
        post(firing(name + "y", "b"), firing(name + "y", "c"));
        moveBy(Duration.ofMinutes(1));
        get(first).body("firing", hasSize(3));
        post(resolved(name + "y", "b"), resolved(name + "y", "c"), resolved(name + "x", "a"));
        moveBy(Duration.ofMinutes(1));
        get(first).body("status", is("resolved"));
        assertThat(eventTypes(second)).containsExactly("opened", "resolved");
        assertThat(eventTypes(first)).startsWith("opened", "updated").endsWith("resolved");
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/inbox?limit=100")
                .then()
                .body(
                        "items.findAll { it.groupKey == '{}:{alertname=\"" + name + "y\"}' }.status",
                        contains("resolved", "firing", "firing"));
    }

    @Test
    void aMergeLeavesWhatIsInTheIncidentAlreadyAsItIs() throws SQLException {
        String first = opened(name + "x", "a");
        act(first, "merge", "{\"incidents\":[\"" + opened(name + "y", "b") + "\"]}");
        long written = writtenBy(name + "y");

        act(first, "merge", "{\"incidents\":[\"" + opened(name + "z", "c") + "\"]}")
                .body("firing", hasSize(3));

        assertThat(writtenBy(name + "y")).isEqualTo(written);
    }

    /** The transaction that wrote last what an incident has of a group. */
    private static long writtenBy(String alertname) throws SQLException {
        return TestDatabase.ofRunningService()
                .number("SELECT xmin::text::bigint FROM incident_part WHERE group_key = '{}:{alertname=\"" + alertname
                        + "\"}'");
    }

    @Test
    void aMergeTellsOnlyWhatCameToTheIncidentByIt() {
        post(firing(name + "x", "a").replace("\"instance\"", "\"component\""));
        post(firing(name + "y", "b").replace("\"instance\"", "\"component\""));
        moveBy(Duration.ofMinutes(1));
        String first = idOf(name + "x");

        act(first, "merge", "{\"incidents\":[\"" + idOf(name + "y") + "\"]}");

        assertThat(SentEvent.about(first))
                .extracting(event -> event.data().getJsonObject("about"))
                .containsExactly(new JsonObject("{\"component\":[\"a\"]}"), new JsonObject("{\"component\":[\"b\"]}"));
    }

    @Test
    void splitAlertsStayApartHoweverOftenTheGroupIsLookedAt() {
        post(firing(name, "a"), firing(name, "b"), firing(name, "c"));
        moveBy(Duration.ZERO);
        String id = idOf(name);
        Map<String, String> prints = fingerprints(id);

        String own = act(id, "split", "{\"alerts\":[\"" + prints.get("b") + "\"],\"title\":\"just b\"}")
                .body("incident.firing", hasSize(2))
                .body("split.title", is("just b"))
                .body("split.firing", contains(prints.get("b")))
                .extract()
                .path("split.id");

        post(firing(name, "a"), firing(name, "b"), firing(name, "d"));
        moveBy(Duration.ofMinutes(1));
        get(own).body("firing", contains(prints.get("b"))).body("status", is("open"));
        get(id).body("firing", hasSize(3));
        post(resolved(name, "b"));
        moveBy(Duration.ofMinutes(1));
        get(own).body("status", is("resolved"));
        get(id).body("status", is("open"));
        timeline(own).body("kind", hasItem("notified"));
    }

    private static Map<String, String> fingerprints(String id) {
        return TestKeys.as(Role.VIEWER)
                .get("/api/v1/incidents/" + id + "/alerts")
                .then()
                .extract()
                .path("collectEntries { [it.labels.instance, it.fingerprint] }");
    }

    private static List<String> eventTypes(String subject) throws SQLException {
        List<String> types = new ArrayList<>();
        try (Connection connection = TestDatabase.ofRunningService().connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT split_part(type, '.', 5) FROM outbox_event WHERE subject = '"
                                + subject + "' ORDER BY position")) {
            while (rows.next()) {
                types.add(rows.getString(1));
            }
        }
        return types;
    }
}
