package dev.evenkeel.alertrouter.ingest;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.mutiny.sqlclient.Pool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.AlarmScheduler;
import dev.evenkeel.alertrouter.grouping.ClaimedGroup;
import dev.evenkeel.alertrouter.grouping.FlushScheduler;
import dev.evenkeel.alertrouter.grouping.SchedulerInUse;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.time.Timers;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of a group that is due as soon as it is made. */
@ServiceTest
class LookAtOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    SchedulerInUse schedulers;

    @Inject
    AlertStore store;

    @Inject
    Pool pool;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @Inject
    AlarmScheduler alarm;

    @Inject
    IngestMetrics metrics;

    @Inject
    EventRecorder recorder;

    @Inject
    Clock clock;

    @Inject
    Timers timers;

    private FlushScheduler flushes;
    private IngestService intake;

    @BeforeEach
    void standStill() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
        flushes = schedulers.create();
        intake = new IngestService(
                store, pool, configuration, alarm, flushes, metrics, List.of(), recorder, clock, timers);
    }

    @Test
    void itsReceiverIsToldWithoutAnybodyLookingForIt() {
        take(alert("AtOnce"));

        Awaitility.await().atMost(PATIENCE).until(() -> told() == 1 && room() == SchedulerInUse.ROOM);
    }

    @Test
    void anAlertThatIsRepeatedIsNotToldOfAgain() throws SQLException {
        take(alert("Repeated"));
        Awaitility.await().atMost(PATIENCE).until(() -> told() == 1 && room() == SchedulerInUse.ROOM);

        take(alert("Repeated"));

        assertThat(room()).isEqualTo(SchedulerInUse.ROOM);
        assertThat(told()).isEqualTo(1);
    }

    @Test
    void aWriteThatNobodyWaitsForAnyLongerGivesBackTheRoomForItsGroups() {
        var end = new CompletableFuture<Void>();
        CompletableFuture<Void> locking = lockAlerts(end);
        try {
            Cancellable write =
                    intake.write(List.of(alert("Late")), 1).subscribe().with(stored -> {});
            int meanwhile = room();

            write.cancel();

            assertThat(meanwhile).isEqualTo(SchedulerInUse.ROOM - 1);
            assertThat(room()).isEqualTo(SchedulerInUse.ROOM);
        } finally {
            end.complete(null);
        }
        assertThat(locking).succeedsWithin(PATIENCE);
    }

    /** Until the end of {@code end}, nobody writes an alert. */
    private CompletableFuture<Void> lockAlerts(CompletableFuture<Void> end) {
        var locked = new CompletableFuture<Void>();
        CompletableFuture<Void> locking = pool.withTransaction(transaction -> transaction
                        .query("LOCK TABLE alert")
                        .execute()
                        .invoke(() -> locked.complete(null))
                        .chain(() -> Uni.createFrom().completionStage(end)))
                .subscribeAsCompletionStage();
        assertThat(locked).succeedsWithin(PATIENCE);
        return locking;
    }

    private void take(Alert alert) {
        intake.take(List.of(alert)).await().atMost(PATIENCE);
    }

    private static Alert alert(String name) {
        return Alert.of(
                Labels.of("alertname", name),
                Map.of(),
                TestClock.now(),
                TestClock.now().plusSeconds(240),
                "",
                TestClock.now(),
                false);
    }

    private static long told() throws SQLException {
        return TestDatabase.ofRunningService().number("SELECT count(*) FROM inbox_notification");
    }

    /** For how many groups there is some. */
    private int room() {
        Map<UUID, ClaimedGroup> reserved = flushes.reserve(
                IntStream.range(0, SchedulerInUse.ROOM).mapToObj(i -> group()).toList());
        flushes.release(reserved.values());
        return reserved.size();
    }

    private static ClaimedGroup group() {
        return new ClaimedGroup(
                UUID.randomUUID(),
                UUID.randomUUID(),
                TestClock.now(),
                TestClock.now(),
                "{}",
                "{}:{}",
                "team",
                Labels.of(),
                0,
                null);
    }
}
