package dev.evenkeel.alertrouter.grouping;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.alert.FiringAlert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.ingest.IngestService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;
import dev.evenkeel.testing.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** Several replicas at one database: each claim below stands for one of them. */
@ServiceTest
class GroupStoreTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Map<String, Integer> ROOM_FOR_ALL = Map.of("team", 1000);
    private static final int ANY_NUMBER = 10_000;

    @Inject
    GroupStore groups;

    @Inject
    KnownStore known;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @Inject
    IngestService intake;

    @Inject
    Pool pool;

    @BeforeEach
    void standStill() throws SQLException {
        RouterUnderTest.beginWithGroupsDueAtOnce();
    }

    @Test
    void replicasThatClaimAtTheSameTimeShareTheGroups() {
        take(IntStream.range(0, 100).mapToObj(i -> firing("Shared" + i, "a")).toList());

        List<Uni<List<ClaimedGroup>>> claims = IntStream.range(0, 4)
                .mapToObj(i -> groups.claim(Map.of("team", 40), ANY_NUMBER, TestClock.now(), receiver -> LEASE))
                .toList();
        List<UUID> claimed = await(Uni.join().all(claims).andFailFast()).stream()
                .flatMap(List::stream)
                .map(ClaimedGroup::id)
                .toList();

        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(claimed.size() + claim(TestClock.now()).size()).isEqualTo(100);
    }

    @Test
    void noMoreGroupsAreClaimedThanThereIsRoomForTheirAlerts() {
        take(List.of(firing("Large", "a"), firing("Large", "b"), firing("Large", "c")));
        TestClock.advance(Duration.ofSeconds(1));
        take(List.of(firing("Small", "a")));

        List<ClaimedGroup> first = claim(2);
        List<ClaimedGroup> second = claim(2);

        assertThat(first).extracting(ClaimedGroup::size).containsExactly(3);
        assertThat(second).extracting(ClaimedGroup::size).containsExactly(1);
    }

    @Test
    void aGroupOfAReplicaThatDiedIsTakenOverWhenItsClaimLapses() {
        take(List.of(firing("Orphan", "a")));
        Instant now = TestClock.now();
        ClaimedGroup died = claim(now).getFirst();

        assertThat(claim(now.plusSeconds(19))).isEmpty();
        ClaimedGroup takenOver = claim(now.plusSeconds(20)).getFirst();

        assertThat(takenOver.id()).isEqualTo(died.id());
        assertThat(conclude(died, Fingerprints.none())).isFalse();
        assertThat(conclude(takenOver, Fingerprints.none())).isTrue();
    }

    @Test
    void whatAReplicaToldBeforeItDiedIsNotToldAgain() throws SQLException {
        take(List.of(firing("Told", "a")));
        RouterUnderTest.flush();
        // the replica recorded the delivery and died before it gave the group back
        execute(
                "UPDATE alert_group SET claim = gen_random_uuid(), spoken = false, next_turn_at = now() - interval '1h',"
                        + " due_at = now() - interval '1h'");

        RouterUnderTest.flush();

        assertThat(count("SELECT count(*) FROM inbox_notification")).isEqualTo(1);
    }

    @Test
    void aDeliveryThatWasMadeButNotRecordedReachesTheInboxOnce() throws SQLException {
        take(List.of(firing("Unrecorded", "a")));
        RouterUnderTest.flush();
        // the replica died between the delivery and its record
        execute("DELETE FROM notification_log");
        execute("UPDATE alert_group SET claim = gen_random_uuid(), next_turn_at = now() - interval '1h',"
                + " due_at = now() - interval '1h'");

        RouterUnderTest.flush();

        assertThat(count("SELECT count(*) FROM inbox_notification")).isEqualTo(1);
        assertThat(count("SELECT count(*) FROM notification_log")).isEqualTo(1);
    }

    @Test
    void anAlertThatFiresAgainWhileItsEndIsToldStaysInItsGroup() {
        Alert alert = firing("Again", "a");
        take(List.of(resolved(alert)));
        ClaimedGroup group = claim(TestClock.now()).getFirst();
        TestClock.advance(Duration.ofSeconds(1));
        take(List.of(firing("Again", "a")));

        conclude(group, Fingerprints.of(alert.fingerprint()));

        assertThat(membersOfTheNextClaim()).containsExactly("a");
    }

    @Test
    void ofAGroupThatIsSomebodyElsesNothingIsRead() {
        take(List.of(firing("Lapsed", "a")));
        Instant now = TestClock.now();
        ClaimedGroup lapsed = claim(now).getFirst();
        ClaimedGroup ours = claim(now.plusSeconds(20)).getFirst();

        assertThat(membersOf(List.of(lapsed))).isEmpty();
        assertThat(membersOf(List.of(ours))).containsOnlyKeys(ours.id());
    }

    @Test
    void groupsThatAreGivenBackWithinAMomentAreGivenBackInOneCommitButThoseOfOthers() throws SQLException {
        take(IntStream.range(0, 4).mapToObj(i -> firing("Done" + i, "a")).toList());
        Instant now = TestClock.now();
        List<ClaimedGroup> lapsed = claim(now);
        execute("UPDATE alert_group SET claim = gen_random_uuid() WHERE group_key LIKE '%Done3%'");
        var next = new GroupState(now.plusSeconds(60), Map.of());

        await(Uni.join()
                .all(lapsed.stream()
                        .map(group -> groups.release(group, next, List.of()))
                        .toList())
                .andFailFast());

        assertThat(count("SELECT count(*) FROM alert_group WHERE claim IS NULL"))
                .isEqualTo(3);
        assertThat(count("SELECT count(DISTINCT xmin::text) FROM alert_group WHERE claim IS NULL"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) FROM alert_group WHERE claim IS NOT NULL AND group_key LIKE '%Done3%'"))
                .isEqualTo(1);
    }

    @Test
    void anAlertThatArrivesWhileItsGroupEndsIsInAGroupAllTheSame() throws SQLException {
        for (int round = 0; round < 60; round++) {
            Alert ended = resolved(firing("Race", "old" + round));
            take(List.of(ended));
            ClaimedGroup group =
                    claim(TestClock.now().plusSeconds(round * 120L)).getFirst();
            Uni<Boolean> conclusion = pool.withTransaction(transaction -> groups.conclude(
                    transaction,
                    group,
                    new GroupState(TestClock.now(), Map.of()),
                    Fingerprints.of(ended.fingerprint()),
                    Fingerprints.none()));
            Uni<Void> arrival = intake.take(List.of(resolved(firing("Race", "new" + round))));

            await(Uni.join().all(conclusion.replaceWithVoid(), arrival).andFailFast());

            assertThat(count("SELECT count(*) FROM alert_group_member AS m"
                            + " WHERE NOT EXISTS (SELECT FROM alert_group AS g WHERE g.id = m.group_id)"))
                    .isZero();
            assertThat(count("SELECT count(*) FROM alert AS a WHERE labels LIKE '%new" + round + "\"%'"
                            + " AND EXISTS (SELECT FROM alert_group_member AS m WHERE m.fingerprint = a.fingerprint)"))
                    .isEqualTo(1);
            execute("TRUNCATE alert_group, further_membership");
        }
    }

    @Test
    void alertsForOneGroupAreTakenInWhileOthersForItAreStillBeingWritten() {
        take(List.of(firing("Busy", "a")));
        Writing writing = new Writing(firing("Busy", "b"));

        take(List.of(firing("Busy", "c")));
        ClaimedGroup group = claim(TestClock.now()).getFirst();
        writing.commit();

        assertThat(membersOf(List.of(group)).get(group.id())).hasSize(3);
    }

    @Test
    void aGroupStaysWhileAnAlertForItIsStillBeingWritten() {
        Alert ended = resolved(firing("Staying", "old"));
        take(List.of(ended));
        ClaimedGroup group = claim(TestClock.now()).getFirst();
        Writing writing = new Writing(firing("Staying", "new"));

        conclude(group, Fingerprints.of(ended.fingerprint()));
        writing.commit();

        assertThat(membersOfTheNextClaim()).containsExactly("new");
    }

    @Test
    void anAlertStaysInItsGroupIfItIsWrittenToFireAgainWhileItsEndIsTold() {
        Alert alert = firing("Back", "a");
        take(List.of(resolved(alert)));
        ClaimedGroup group = claim(TestClock.now()).getFirst();
        TestClock.advance(Duration.ofSeconds(1));
        Writing writing = new Writing(firing("Back", "a"));

        var concluded = CompletableFuture.supplyAsync(() -> conclude(group, Fingerprints.of(alert.fingerprint())));
        Awaitility.await()
                .until(() -> concluded.isDone() || count("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0);
        writing.commit();

        assertThat(concluded).succeedsWithin(PATIENCE).isEqualTo(true);
        assertThat(membersOfTheNextClaim()).containsExactly("a");
    }

    @Test
    void anAlertOfSeveralRoutesIsOnceInAGroupOfEach() {
        RouterUnderTest.configure("""
                route:
                  receiver: team
                  routes:
                    - {receiver: team, group_wait: 0s, group_by: [alertname], continue: true}
                    - {receiver: team, group_wait: 0s, group_by: [instance]}
                receivers: [{name: team, inbox_configs: [{}]}]
                """);
        Alert alert = firing("Both", "a");
        take(List.of(alert));
        take(List.of(alert));

        List<ClaimedGroup> claimed = claim(TestClock.now());

        assertThat(claimed).extracting(ClaimedGroup::labels).hasSize(2).doesNotHaveDuplicates();
        assertThat(membersOf(claimed).values())
                .allSatisfy(members -> assertThat(members).hasSize(1));
    }

    @Test
    void anAlertLeavesItsGroupWhenItsEndIsToldAndIsInItOnceWhenItFiresAnew() throws SQLException {
        Alert alert = firing("Anew", "a");
        take(List.of(resolved(alert)));
        conclude(claim(TestClock.now()).getFirst(), Fingerprints.of(alert.fingerprint()));
        assertThat(count("SELECT count(*) FROM alert_group_member")).isZero();
        take(List.of(alert));

        take(List.of(alert));

        ClaimedGroup group = claim(TestClock.now()).getFirst();
        assertThat(membersOf(List.of(group)).get(group.id())).hasSize(1);
        take(List.of(resolved(alert)));
        conclude(group, Fingerprints.of(alert.fingerprint()));
        assertThat(count("SELECT count(*) FROM alert_group_member")).isZero();
    }

    @Test
    void aClaimLastsAsLongAsItsReceiverMayNeed() {
        take(List.of(firing("Patient", "a")));
        Map<String, Integer> capacity = Map.of("team", 1, "other", 1);
        Instant now = TestClock.now();

        List<ClaimedGroup> claimed = await(groups.claim(
                capacity, ANY_NUMBER, now, receiver -> Duration.ofSeconds(receiver.equals("team") ? 40 : 20)));

        assertThat(claimed)
                .singleElement()
                .satisfies(group -> assertThat(group.leaseEnd()).isEqualTo(now.plusSeconds(40)));
        assertThat(claim(now.plusSeconds(39))).isEmpty();
        assertThat(claim(now.plusSeconds(40))).hasSize(1);
    }

    /** An alert that somebody has written but not yet committed. */
    private final class Writing {

        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private final CompletableFuture<Void> committed;

        Writing(Alert alert) {
            var written = new CompletableFuture<Void>();
            committed = pool.withTransaction(transaction -> intake.take(transaction, List.of(alert))
                            .invoke(() -> written.complete(null))
                            .chain(() -> Uni.createFrom().completionStage(end)))
                    .subscribeAsCompletionStage();
            assertThat(written).succeedsWithin(PATIENCE);
        }

        void commit() {
            end.complete(null);
            assertThat(committed).succeedsWithin(PATIENCE);
        }
    }

    private Map<UUID, List<Alert>> membersOf(List<ClaimedGroup> claimed) {
        return await(known.read(pool, claimed, configuration.current())).alerts();
    }

    /** The instances that are in the only group there is. */
    private List<String> membersOfTheNextClaim() {
        ClaimedGroup group = claim(TestClock.now().plusSeconds(60)).getFirst();
        return membersOf(List.of(group)).get(group.id()).stream()
                .map(alert -> alert.labels().get("instance"))
                .toList();
    }

    private List<ClaimedGroup> claim(int alerts) {
        return await(groups.claim(ROOM_FOR_ALL, alerts, TestClock.now(), receiver -> LEASE));
    }

    private List<ClaimedGroup> claim(Instant now) {
        return new ArrayList<>(await(groups.claim(ROOM_FOR_ALL, ANY_NUMBER, now, receiver -> LEASE)));
    }

    private boolean conclude(ClaimedGroup group, Fingerprints done) {
        var next = new GroupState(TestClock.now().plusSeconds(60), Map.of());
        return await(pool.withTransaction(
                transaction -> groups.conclude(transaction, group, next, done, Fingerprints.none())));
    }

    private void take(List<Alert> alerts) {
        await(intake.take(alerts));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static Alert firing(String name, String instance) {
        return FiringAlert.of("alertname", name, "instance", instance);
    }

    private static Alert resolved(Alert alert) {
        return Alert.of(alert.labels(), Map.of(), alert.startsAt(), alert.updatedAt(), "", alert.updatedAt(), false);
    }

    private static void execute(String sql) throws SQLException {
        TestDatabase.ofRunningService().execute(sql);
    }

    private static long count(String sql) throws SQLException {
        return TestDatabase.ofRunningService().number(sql);
    }
}
