package dev.evenkeel.local;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What alert-router has acknowledged is told, and hardly ever twice, whatever is killed in the middle of it: alert-router
 * itself again and again, its database, one replica of two; or while a receiver hangs, or the disk is full. Real processes,
 * killed as {@code kill -9} does, at moments that differ from run to run; each test prints what came of it.
 */
class AlertFaultsIT {

    /** A hundred thousand and twenty, as docs/performance.md measures, take several times as long. */
    private static final int ALERTS = Integer.getInteger("faults.alerts", 25_000);

    private static final int ENOUGH_TO_FILL_THE_DISK = 50_000;
    private static final int KILLS = Integer.getInteger("faults.kills", 5);
    private static final Duration ALL_POSTED_WITHIN = Duration.ofMinutes(3);
    /** A claim that a killed replica leaves behind lapses after 20 s. */
    private static final Duration ALL_TOLD_WITHIN = Duration.ofMinutes(3);

    private final SplittableRandom random = new SplittableRandom();
    private RecordingWebhook webhook;
    private RecordingWebhook pager;
    private RouterCluster cluster;

    @BeforeEach
    void aDatabaseAndAWebhook() throws Exception {
        webhook = new RecordingWebhook();
        pager = new RecordingWebhook();
        cluster = new RouterCluster(configuration());
    }

    private String configuration() {
        return """
                route:
                  receiver: team
                  group_by: [alertname, batch]
                  group_wait: 0s
                  group_interval: 10m
                  routes: [{receiver: pager, matchers: ['alertname="Critical"']}]
                receivers:
                - {name: team, webhook_configs: [{url: '%s'}]}
                - {name: pager, webhook_configs: [{url: '%s'}]}
                """.formatted(webhook.url(), pager.url());
    }

    @AfterEach
    void leaveNothing() throws Exception {
        cluster.remove();
        webhook.close();
        pager.close();
    }

    @Test
    void killsLoseNothingAndRepeatAtMostOneNotificationEach() throws Exception {
        RouterReplica router = cluster.addReplica();

        try (AlertFlood flood = flood("Killed", ALERTS).begin()) {
            for (int kill = 1; kill <= KILLS; kill++) {
                int batches = flood.batches() * kill / (KILLS + 1);
                await(ALL_POSTED_WITHIN, () -> flood.acknowledged() >= batches);
                Thread.sleep(random.nextInt(100));
                router.kill();
                router.start();
            }
            flood.awaitEnd(ALL_POSTED_WITHIN);
            everythingIsThereAndTold(flood, "Killed", ALERTS);
        }

        assertThat(webhook.repeats()).as(webhook.repeated().toString()).isLessThanOrEqualTo(KILLS);
    }

    @Test
    void aRestartOfPostgresAmidAStormLosesNothingAndRepeatsAtMostOneNotification() throws Exception {
        int alerts = ALERTS / 4;
        cluster.addReplica();

        try (AlertFlood flood = flood("Restarted", alerts).begin()) {
            await(ALL_POSTED_WITHIN, () -> flood.acknowledged() >= flood.batches() / 3);
            cluster.killPostgres();
            Thread.sleep(random.nextInt(2_000));
            cluster.startPostgres();
            flood.awaitEnd(ALL_POSTED_WITHIN);
            everythingIsThereAndTold(flood, "Restarted", alerts);
            assertThat(flood.unexpected()).isEmpty();
        }

        assertThat(webhook.repeats()).as(webhook.repeated().toString()).isLessThanOrEqualTo(1);
    }

    @Test
    void twoReplicasThatGetTheSameAlertsTellThemOnceAndOneTakesOverFromTheOther() throws Exception {
        int alerts = ALERTS / 10;
        cluster.addReplica();
        RouterReplica second = cluster.addReplica();
        try (AlertFlood flood = flood("Shared", alerts).begin()) {
            flood.awaitEnd(ALL_POSTED_WITHIN);
            everythingIsThereAndTold(flood, "Shared", alerts);
        }
        assertThat(webhook.repeats()).as(webhook.repeated().toString()).isZero();

        webhook.answerAfter(Duration.ofSeconds(3));
        long groupsBefore = webhook.groups();
        try (AlertFlood flood = new AlertFlood("TakenOver", 64 * 4, cluster.key(), List.of(second.url())).begin()) {
            flood.awaitEnd(ALL_POSTED_WITHIN);
            await(ALL_TOLD_WITHIN, webhook::isBeingTold);
            second.kill();
            webhook.answerAfter(Duration.ZERO);

            await(ALL_TOLD_WITHIN, () -> webhook.groups() == groupsBefore + flood.batches());
        }
    }

    @Test
    void aReceiverThatHardlyAnswersKeepsNobodyElseWaiting() throws Exception {
        cluster.addReplica();
        webhook.answerAfter(Duration.ofSeconds(8));

        try (AlertFlood slow = flood("Slow", 64 * 100).begin();
                AlertFlood critical = flood("Critical", 64 * 10)) {
            slow.awaitEnd(ALL_POSTED_WITHIN);
            await(ALL_TOLD_WITHIN, webhook::isBeingTold);
            critical.begin().awaitEnd(ALL_POSTED_WITHIN);

            await(Duration.ofSeconds(10), () -> pager.groups() == critical.batches());
        }
    }

    @Test
    void aFullDiskIsSaidPolitelyAndLosesNothing() throws Exception {
        Optional<SmallDisk> disk = SmallDisk.ofMegabytes(400);
        assumeThat(disk).as("a disk may be mounted").isPresent();
        cluster.remove();
        try (SmallDisk small = disk.orElseThrow()) {
            cluster = new RouterCluster(configuration(), disk);
            cluster.addReplica();
            small.leaveFree(24);
            try (AlertFlood flood = flood("FullDisk", ENOUGH_TO_FILL_THE_DISK).begin()) {
                await(ALL_POSTED_WITHIN, () -> flood.refused() > 20);

                small.empty();
                cluster.startPostgres();

                flood.awaitEnd(ALL_POSTED_WITHIN);
                everythingIsThereAndTold(flood, "FullDisk", ENOUGH_TO_FILL_THE_DISK);
                assertThat(flood.unexpected()).isEmpty();
            } finally {
                cluster.remove();
            }
        }
    }

    private AlertFlood flood(String name, int alerts) {
        return new AlertFlood(name, alerts, cluster.key(), cluster.urls());
    }

    private void everythingIsThereAndTold(AlertFlood flood, String name, int alerts) throws Exception {
        assertThat(cluster.listed(name)).isEqualTo(alerts);
        await(ALL_TOLD_WITHIN, () -> webhook.groups() >= flood.batches());
        System.out.printf(
                "%s: %,d alerts in %,d groups, none lost, %d notifications repeated%n",
                name, alerts, flood.batches(), webhook.repeats());
    }

    private void await(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as("%d groups were told of, %d of them twice", webhook.groups(), webhook.repeats())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
