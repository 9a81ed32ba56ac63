package dev.evenkeel.alertrouter.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.AlertRowMapper;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.ingest.AlertStore.Reported;
import dev.evenkeel.alertrouter.ingest.Placement.Group;
import dev.evenkeel.alertrouter.ingest.Placement.Membership;
import dev.evenkeel.alertrouter.routing.GroupKey;
import dev.evenkeel.alertrouter.template.TemplateSet;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ServiceTest
class AlertStoreTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RouterConfig CONFIGURATION = RouterConfig.toInbox(TemplateSet.ofDefaults(Clock.systemUTC()));

    @Inject
    AlertStore store;

    @Inject
    Pool pool;

    @Test
    void theStatementMergesReportsAsTheRuleSays() {
        var random = new Random(20260301);
        for (int i = 0; i < 300; i++) {
            Alert first = report("Merge" + i, random);
            Alert second = report("Merge" + i, random);

            report(List.of(first));
            report(List.of(second));

            assertThat(stored(first.fingerprint()))
                    .as("%s then %s", first, second)
                    .isEqualTo(first.mergedWith(second, NOW));
        }
    }

    /** Times drawn from a few seconds around now, so that all cases of the rule, and equal times, occur. */
    private static Alert report(String name, Random random) {
        int start = random.nextInt(-6, 3);
        return Alert.of(
                Labels.of("alertname", name),
                Map.of("drawn", Integer.toString(random.nextInt())),
                NOW.plusSeconds(start),
                NOW.plusSeconds(start + random.nextInt(0, 6)),
                "",
                NOW.plusSeconds(random.nextInt(-2, 1)),
                random.nextBoolean());
    }

    @Test
    void replicasThatReportTheSameAlertsInDifferentOrdersDoNotBlockEachOther() {
        var random = new Random(1);
        List<Alert> alerts = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> report("Crowd" + i, random))
                .toList());

        List<Uni<AlertStore.Outcome>> reports = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Collections.shuffle(alerts, random);
            reports.add(store.report(pool, Reported.ANY, placed(alerts.subList(0, 100)), Map.of(), NOW));
        }

        assertThat(Uni.join().all(reports).andFailFast().await().atMost(PATIENCE))
                .hasSize(40);
    }

    @Test
    void anyTextIsStoredAndReadBack() {
        Alert strange = Alert.of(
                Labels.of("alertname", "nul\u0000 quote\" back\\ line\n ü 🙂 \u2028", "x", "'; DROP TABLE alert; --"),
                Map.of("empty", "", "nul", "\u0000"),
                NOW,
                NOW.plusSeconds(1),
                "http://x/?a=%3D",
                NOW,
                false);

        report(List.of(strange));

        assertThat(stored(strange.fingerprint())).isEqualTo(strange);
    }

    @Test
    void aReportOfNewAlertsIsStoredAsAnyOtherIs() {
        var random = new Random(2);
        List<Alert> alerts =
                IntStream.range(0, 3).mapToObj(i -> report("New" + i, random)).toList();

        AlertStore.Outcome outcome = store.report(pool, Reported.NEW, placed(alerts), Map.of(), NOW)
                .await()
                .atMost(PATIENCE);

        assertThat(outcome.merged()).isZero();
        assertThat(alerts)
                .allSatisfy(alert -> assertThat(stored(alert.fingerprint())).isEqualTo(alert));
    }

    @ParameterizedTest
    @EnumSource(Reported.class)
    void aNewAlertIsInAllOfItsGroupsWhateverIsKnownOfIt(Reported reported) {
        Alert alert = report("InTwoGroups" + reported, new Random(7));
        Placement inOne = placed(List.of(alert));
        Group one = inOne.groups().getFirst();
        var key = new GroupKey("{}/0", "{}/{}", alert.labels());
        Group two = new Group(key.id(), key, one.receiver(), one.firstTurn());
        var placed = new Placement(
                List.of(alert),
                Stream.of(one, two).sorted(Comparator.comparing(Group::id)).toList(),
                Stream.of(one, two)
                        .map(group -> new Membership(group.id(), alert.fingerprint()))
                        .toList(),
                List.of());

        store.report(pool, reported, placed, Map.of(), NOW).await().atMost(PATIENCE);

        assertThat(groupsOf(alert.fingerprint())).containsExactlyInAnyOrder(one.id(), two.id());
    }

    private List<UUID> groupsOf(long fingerprint) {
        RowSet<Row> rows = pool.preparedQuery("SELECT group_id FROM alert_group_member WHERE fingerprint = $1")
                .execute(Tuple.of(fingerprint))
                .await()
                .atMost(PATIENCE);
        List<UUID> groups = new ArrayList<>();
        rows.forEach(row -> groups.add(row.getUUID("group_id")));
        return groups;
    }

    @Test
    void ofNewAlertsItIsToldThatTheyWereCreated() {
        Alert alert = report("Told", new Random(5));

        AlertStore.Outcome outcome = store.reportAndTell(pool, Reported.NEW, placed(List.of(alert)), Map.of(), NOW)
                .await()
                .atMost(PATIENCE);

        assertThat(outcome.stored()).containsExactly(new AlertStore.StoredAlert(alert, true));
    }

    @Test
    void ofReplicasThatReportTheSameNewAlertsOneStoresThemAndNoneIsInACircle() {
        var random = new Random(6);
        List<Alert> alerts = new ArrayList<>(IntStream.range(0, 200)
                .mapToObj(i -> report("Rush" + i, random))
                .toList());

        List<Uni<String>> reports = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Collections.shuffle(alerts, random);
            reports.add(store.report(pool, Reported.NEW, placed(List.copyOf(alerts)), Map.of(), NOW)
                    .replaceWith("stored")
                    .onFailure(PgException.class)
                    .recoverWithItem(PgException::getSqlState));
        }

        assertThat(Uni.join().all(reports).andFailFast().await().atMost(PATIENCE))
                .containsOnly("stored", "23505")
                .containsOnlyOnce("stored");
    }

    @Test
    void aReportOfNewAlertsStoresNothingIfOneIsThereAlready() {
        var random = new Random(3);
        Alert known = report("Known", random);
        Alert unknown = report("Unknown", random);
        report(List.of(known));

        Uni<AlertStore.Outcome> reported =
                store.report(pool, Reported.NEW, placed(List.of(known, unknown)), Map.of(), NOW);

        assertThatThrownBy(() -> reported.await().atMost(PATIENCE))
                .isInstanceOfSatisfying(
                        PgException.class,
                        refused -> assertThat(refused.getSqlState()).isEqualTo("23505"));
        assertThat(isStored(unknown.fingerprint())).isFalse();
    }

    @Test
    void whatWasThereAlreadyIsCounted() {
        var random = new Random(4);
        Alert known = report("Counted", random);
        report(List.of(known));

        AlertStore.Outcome outcome = store.report(
                        pool, Reported.ANY, placed(List.of(known, report("Uncounted", random))), Map.of(), NOW)
                .await()
                .atMost(PATIENCE);

        assertThat(outcome.merged()).isEqualTo(1);
    }

    private boolean isStored(long fingerprint) {
        return pool.preparedQuery("SELECT FROM alert WHERE fingerprint = $1")
                        .execute(Tuple.of(fingerprint))
                        .await()
                        .atMost(PATIENCE)
                        .size()
                > 0;
    }

    private void report(List<Alert> alerts) {
        store.report(pool, Reported.ANY, placed(alerts), Map.of(), NOW).await().atMost(PATIENCE);
    }

    private Alert stored(long fingerprint) {
        return AlertRowMapper.read(
                pool.preparedQuery("SELECT " + AlertRowMapper.COLUMNS + " FROM alert AS a WHERE a.fingerprint = $1")
                        .execute(Tuple.of(fingerprint))
                        .await()
                        .atMost(PATIENCE)
                        .iterator()
                        .next());
    }

    private static Placement placed(List<Alert> alerts) {
        return Placement.of(alerts, CONFIGURATION, NOW);
    }
}
