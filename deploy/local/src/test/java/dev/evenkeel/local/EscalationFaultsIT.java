package dev.evenkeel.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everybody whom a policy names is told once, whatever is killed while two replicas escalate: one of them again and again, the
 * database, or both at once for longer than levels are apart. Real processes, killed as {@code kill -9} does, at moments that
 * differ from run to run; each test prints what came of it.
 */
class EscalationFaultsIT {

    private static final int INCIDENTS = 60;
    private static final int ALERTS = 64 * INCIDENTS;
    private static final int KILLS = Integer.getInteger("faults.kills", 3);
    private static final int LEVELS = 3;
    private static final Duration APART = Duration.ofSeconds(10);
    private static final Duration ALL_POSTED_WITHIN = Duration.ofMinutes(1);
    /** A claim that a killed replica leaves behind lapses after 20 s. */
    private static final Duration ALL_TOLD_WITHIN = Duration.ofMinutes(2);

    private final SplittableRandom random = new SplittableRandom();
    private final List<RecordingWebhook> levels = new ArrayList<>();
    private RouterCluster cluster;

    @BeforeEach
    void aPolicyOfThreeLevels() throws Exception {
        for (int i = 0; i < LEVELS; i++) {
            levels.add(new RecordingWebhook());
        }
        cluster = new RouterCluster("""
                route: {receiver: nobody, group_by: [alertname, batch], group_wait: 0s, group_interval: 10m}
                receivers:
                - {name: nobody}
                - {name: first, webhook_configs: [{url: '%s'}]}
                - {name: second, webhook_configs: [{url: '%s'}]}
                - {name: third, webhook_configs: [{url: '%s'}]}
                """.formatted(
                        levels.get(0).url(), levels.get(1).url(), levels.get(2).url()));
        cluster.configure("escalation.yaml", """
                policies:
                - name: three
                  levels:
                  - {targets: [{receiver: first}]}
                  - {after: %ds, targets: [{receiver: second}]}
                  - {after: %ds, targets: [{receiver: third}]}
                rules: [{policy: three}]
                """.formatted(APART.toSeconds(), APART.toSeconds() * 2));
    }

    @AfterEach
    void leaveNothing() throws Exception {
        cluster.remove();
        levels.forEach(RecordingWebhook::close);
    }

    @Test
    void everyLevelIsToldOnceThoughReplicasAndTheDatabaseAreKilled() throws Exception {
        List<RouterReplica> replicas = List.of(cluster.addReplica(), cluster.addReplica());
        open();

        for (int kill = 1; kill <= KILLS; kill++) {
            Thread.sleep(random.nextInt(3_000));
            RouterReplica victim = replicas.get(random.nextInt(replicas.size()));
            victim.kill();
            if (kill == 2) {
                restartPostgres();
            }
            victim.start();
        }

        awaitAllLevels();
        // one notification for each kill, and one for the database
        assertThat(repeats()).as(repeated()).isLessThanOrEqualTo(KILLS + 1);
        say("%d kills of two replicas and a restart of PostgreSQL".formatted(KILLS));
    }

    @Test
    void whatNobodyWasThereToTellIsCaughtUpOnce() throws Exception {
        RouterReplica replica = cluster.addReplica();
        open();
        await(() -> levels.getFirst().groups() == INCIDENTS);
        replica.kill();
        Thread.sleep(APART.multipliedBy(2));

        replica.start();

        awaitAllLevels();
        // for a level at most that is due again when the last one was caught up
        Thread.sleep(APART.plusSeconds(2));
        assertThat(repeats()).as(repeated()).isLessThanOrEqualTo(1);
        say("away while two levels were due");
    }

    private void open() throws Exception {
        try (AlertFlood flood = new AlertFlood("Escalated", ALERTS, cluster.key(), cluster.urls()).begin()) {
            flood.awaitEnd(ALL_POSTED_WITHIN);
        }
    }

    private void restartPostgres() throws InterruptedException {
        cluster.killPostgres();
        Thread.sleep(random.nextInt(2_000));
        cluster.startPostgres();
    }

    private void awaitAllLevels() throws InterruptedException {
        await(() -> levels.stream().allMatch(level -> level.groups() == INCIDENTS));
    }

    private int repeats() {
        return levels.stream().mapToInt(RecordingWebhook::repeats).sum();
    }

    private String repeated() {
        return levels.stream()
                .map(level -> level.repeated().toString())
                .toList()
                .toString();
    }

    private void say(String what) {
        System.out.printf(
                "%s: %d incidents, %d levels each, all told, %d of %d pages repeated%n",
                what, INCIDENTS, LEVELS, repeats(), INCIDENTS * LEVELS);
    }

    private void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + ALL_TOLD_WITHIN.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "incidents told of, by level: %s",
                            levels.stream().map(RecordingWebhook::groups).toList())
                    .isLessThan(deadline);
            Thread.sleep(20);
        }
    }
}
