package dev.evenkeel.alertrouter.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import jakarta.inject.Inject;

import io.vertx.mutiny.sqlclient.Pool;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestKeys;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;

/** Of an alert that is reported for four minutes at a time, as a Prometheus does it. */
@ServiceTest
class AlertsAfterAnAbsenceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    PresenceStore presence;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    private final String name = "Absence" + UUID.randomUUID().toString().substring(0, 8);
    private AbsenceHandler handler;

    @BeforeEach
    void somebodyIsThereAndAnAlertFires() {
        TestClock.stop();
        RouterUnderTest.configure("""
                route: {receiver: team, group_by: [alertname], group_wait: 0s, group_interval: 1m, repeat_interval: 1d}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        handler = new AbsenceHandler(presence, pool, clock, Duration.ofMinutes(1));
        meet();
        report(TestClock.now().plus(Duration.ofMinutes(4)));
        RouterUnderTest.flush();
        told(contains("firing"));
    }

    @Test
    void whatNobodyCouldReportAgainIsNotToldToBeOver() {
        TestClock.advance(Duration.ofMinutes(10));

        meet();
        RouterUnderTest.flush();
        TestClock.advance(Duration.ofMinutes(4));
        RouterUnderTest.flush();

        told(contains("firing"));
    }

    @Test
    void whatWouldEndBeforeItCanBeReportedAgainIsNotToldToBeOver() {
        TestClock.advance(Duration.ofSeconds(230));

        meet();
        TestClock.advance(Duration.ofMinutes(1));
        RouterUnderTest.flush();

        told(contains("firing"));
    }

    @Test
    void whatNobodyReportsAfterwardsIsOver() {
        TestClock.advance(Duration.ofMinutes(10));
        meet();

        TestClock.advance(Duration.ofMinutes(6));
        RouterUnderTest.flush();

        told(containsInAnyOrder("firing", "resolved"));
    }

    @Test
    void anEndThatIsReportedAfterwardsHolds() {
        TestClock.advance(Duration.ofMinutes(10));
        meet();

        report(TestClock.now().minus(Duration.ofMinutes(8)));
        RouterUnderTest.flush();

        told(containsInAnyOrder("firing", "resolved"));
    }

    @Test
    void whatWasOverBeforeStaysOver() {
        report(TestClock.now());
        TestClock.advance(Duration.ofMinutes(10));

        meet();
        RouterUnderTest.flush();

        told(containsInAnyOrder("firing", "resolved"));
    }

    @Test
    void whileSomebodyIsThereAlertsEndAsTheyWereReported() {
        for (int i = 0; i < 10; i++) {
            TestClock.advance(Duration.ofSeconds(30));
            meet();
        }

        RouterUnderTest.flush();

        told(containsInAnyOrder("firing", "resolved"));
    }

    private void meet() {
        handler.beforeLooking().await().atMost(PATIENCE);
    }

    private void report(Instant endsAt) {
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"%s\"},\"startsAt\":\"%s\",\"endsAt\":\"%s\"}]"
                        .formatted(name, TestClock.now().minus(Duration.ofHours(1)), endsAt))
                .statusCode(200);
    }

    private void told(Matcher<?> statuses) {
        TestKeys.as(Role.VIEWER)
                .get("/api/v1/inbox?limit=100")
                .then()
                .statusCode(200)
                .body("items.findAll { it.groupKey.contains('" + name + "') }.status", statuses);
    }
}
