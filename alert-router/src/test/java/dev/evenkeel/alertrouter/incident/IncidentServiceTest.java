package dev.evenkeel.alertrouter.incident;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class IncidentServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    IncidentService incidents;

    @Inject
    Pool pool;

    @BeforeEach
    void begin() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
        TestDatabase.ofRunningService().execute("TRUNCATE incident CASCADE");
    }

    @Test
    void incidentsThatBeginWithinAMomentAreOpenedInOneCommit() throws SQLException {
        follow(Stream.generate(UUID::randomUUID).limit(4));

        assertThat(groupsWithAnIncidentAndItsOpening()).isEqualTo(4);
        assertThat(number("SELECT count(DISTINCT xmin::text) FROM incident")).isEqualTo(1);
    }

    @Test
    void aGroupThatGotAnIncidentJustNowGetsNoSecondAndKeepsNoOtherFromIts() throws SQLException {
        UUID twice = UUID.randomUUID();

        follow(Stream.of(twice, twice, UUID.randomUUID(), UUID.randomUUID()));

        assertThat(number("SELECT count(*) FROM incident")).isEqualTo(3);
        assertThat(groupsWithAnIncidentAndItsOpening()).isEqualTo(3);
    }

    @Test
    void whatIsSaidOfAGroupWhoseIncidentIsOverStandsInTheLastOne() throws SQLException {
        UUID group = UUID.randomUUID();
        follow(Stream.of(group));
        TestClock.advance(Duration.ofMinutes(1));
        await(incidents.follow(snapshot(group, true), standing(group)));
        var told = TimelineEntry.byItself(TestClock.now(), "notified", "Somebody was told that it is over");

        await(pool.withTransaction(transaction -> incidents.note(transaction, group, List.of(told))));

        assertThat(number("SELECT count(*) FROM incident_event AS e JOIN incident AS i ON i.id = e.incident_id"
                        + " WHERE e.kind = 'notified' AND i.status = 'resolved'"))
                .isEqualTo(1);
    }

    private void follow(Stream<UUID> groups) {
        await(Uni.join()
                .all(groups.map(group -> incidents.follow(snapshot(group, false), Standing.none(group)))
                        .toList())
                .andFailFast());
    }

    private Standing standing(UUID group) {
        Incident incident = await(incidents.ofGroups(List.of(group))).get(group).getFirst();
        return new Standing(group, List.of(Part.whole(incident)));
    }

    private static long groupsWithAnIncidentAndItsOpening() throws SQLException {
        return number(
                "SELECT count(DISTINCT i.group_id) FROM incident AS i JOIN incident_event AS e ON e.incident_id = i.id"
                        + " WHERE e.kind = 'opened'");
    }

    private static GroupSnapshot snapshot(UUID group, boolean resolved) {
        Instant now = TestClock.now();
        Labels labels = Labels.of("alertname", "Down", "instance", group.toString());
        Alert alert = Alert.of(labels, Map.of(), now.minusSeconds(10), now.plusSeconds(300), "", now, true);
        return new GroupSnapshot(
                group, "{}:{" + group + "}", "team", labels, List.of(new NotifiedAlert(alert, resolved)), now);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static long number(String sql) throws SQLException {
        return TestDatabase.ofRunningService().number(sql);
    }
}
