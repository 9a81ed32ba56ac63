package dev.evenkeel.alertrouter.ingest;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;

import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.AlarmScheduler;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class RegroupingServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    AlertStore store;

    @Inject
    Pool pool;

    @Inject
    AlarmScheduler alarm;

    @Inject
    EventRecorder recorder;

    @Inject
    Clock clock;

    @BeforeEach
    void anAlertThatIsRoutedToTheTeam() throws SQLException {
        TestDatabase.ofRunningService().execute("TRUNCATE alert, alert_group, further_membership CASCADE");
        RouterUnderTest.configure("{route: {receiver: team}, receivers: [{name: team, inbox_configs: [{}]}]}");
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"Placed\"}}]").statusCode(200);
    }

    @Test
    void alertsAreGroupedAnewByAReplicaWithOtherRoutes() throws SQLException {
        replica("{route: {receiver: others}, receivers: [{name: others, inbox_configs: [{}]}]}")
                .run()
                .await()
                .atMost(PATIENCE);

        assertThat(groupsOf("others")).isOne();
    }

    @Test
    void aReplicaWhoseFilesWereRefusedLeavesThemWhereTheyAre() throws SQLException {
        replica("route: none").run().await().atMost(PATIENCE);

        assertThat(TestDatabase.ofRunningService().number("SELECT count(*) FROM alert_group"))
                .isOne();
        assertThat(groupsOf("team")).isOne();
    }

    @Test
    void anAlertThatStaysWhereItIsIsThereOnce() throws SQLException {
        replica("""
                route: {receiver: team, routes: [{receiver: team, matchers: ['alertname="Other"']}]}
                receivers: [{name: team, inbox_configs: [{}]}]
                """).run().await().atMost(PATIENCE);

        assertThat(memberships()).isOne();
    }

    @Test
    void anAlertThatIsRoutedElsewhereIsInBothGroupsUntilTheOldOneIsLookedAt() throws SQLException {
        replica("""
                route: {receiver: team, routes: [{receiver: team, matchers: ['alertname="Placed"']}]}
                receivers: [{name: team, inbox_configs: [{}]}]
                """).run().await().atMost(PATIENCE);

        assertThat(memberships()).isEqualTo(2);
    }

    private static long memberships() throws SQLException {
        return TestDatabase.ofRunningService().number("SELECT count(*) FROM alert_group_member");
    }

    private RegroupingService replica(String yaml) {
        var reader = OncallUnderTest.reader(List.of());
        var live = new LiveConfiguration<RouterConfig>(reader, reader.read(List.of()), clock);
        live.load(new TreeMap<>(Map.of("alertmanager.yml", yaml)));
        return new RegroupingService(store, pool, live, alarm, recorder, clock);
    }

    private static long groupsOf(String receiver) throws SQLException {
        return TestDatabase.ofRunningService()
                .number("SELECT count(*) FROM alert_group WHERE receiver = '" + receiver + "'");
    }
}
