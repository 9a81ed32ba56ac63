package dev.evenkeel.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import dev.evenkeel.local.SuiteUnderTest.Outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The whole suite as its user has it: packaged services, the script, a data folder of its own. The tests are chapters of
 * one story, as starting the suite for each would take minutes.
 */
@TestMethodOrder(OrderAnnotation.class)
class SuiteIT {

    private static SuiteUnderTest tested;

    @BeforeAll
    static void aFolderAndPortsOfOurOwn() throws IOException {
        tested = new SuiteUnderTest();
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        tested.remove();
    }

    @Test
    @Order(1)
    void upEndsInATableOfAddressesWithAllReady() throws Exception {
        Outcome up = tested.up();

        assertThat(up.printed())
                .contains(
                        "All ready after",
                        "http://127.0.0.1:" + (tested.portBase() + 1),
                        tested.data().keys().toString());
        assertThat(up.exitCode()).isZero();
        assertThat(keel("status").exitCode()).isZero();
    }

    @Test
    @Order(2)
    void idleItNeedsLessThanTwoGigabytes() {
        StatusTable table = StatusTable.of(suite());

        assertThat(table.totalBytes()).isPositive().isLessThan(2L << 30);
    }

    @Test
    @Order(3)
    void aServiceIsClosedToStrangersAndOpenToAKey() throws Exception {
        try (SuiteApi asViewer = new SuiteApi(suite().settings(), suite().keys().read(Keys.Key.VIEWER));
                SuiteApi asStranger = new SuiteApi(suite().settings(), "ek_wrong")) {
            assertThat(asViewer.get(Member.HEALTH, "/q/health/live")).isPresent();
            assertThat(asStrangerIsRefused(asStranger)).isTrue();
        }
    }

    @Test
    @Order(4)
    void aSecondUpSaysThatItAlreadyRuns() throws Exception {
        Map<Member, RunningProcess> before = suite().running();

        Outcome again = keel("up", "--no-build");

        assertThat(again.printed()).contains("already runs");
        assertThat(again.exitCode()).isZero();
        assertThat(suite().running()).isEqualTo(before);
    }

    @Test
    @Order(5)
    void aHangupBringsAChangedFileIntoForce() throws Exception {
        assumeThat(ignoresHangups(Member.ALERTS))
                .as("what is begun under nohup ignores SIGHUP")
                .isFalse();
        Path file = tested.data().configuration(Member.ALERTS).resolve("alertmanager.yml");
        try (SuiteApi asViewer = new SuiteApi(suite().settings(), suite().keys().read(Keys.Key.VIEWER))) {
            String before = loadedAt(asViewer);

            hangUp(Member.ALERTS);
            // the watch over files would not read again what has not changed
            await(() -> !loadedAt(asViewer).equals(before));
            Files.writeString(file, Files.readString(file) + "  - name: spare\n");
            hangUp(Member.ALERTS);

            await(() -> asViewer.get(Member.ALERTS, "/api/v2/receivers")
                    .orElseThrow()
                    .findValuesAsText("name")
                    .contains("spare"));
        }
    }

    private static String loadedAt(SuiteApi api) {
        return api.get(Member.ALERTS, "/api/v1/configuration")
                .orElseThrow()
                .get("loadedAt")
                .asText();
    }

    private static void hangUp(Member member) throws IOException, InterruptedException {
        long pid = suite().running().get(member).pid();
        assertThat(new ProcessBuilder("kill", "-HUP", Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static boolean ignoresHangups(Member member) throws IOException {
        Path status = Path.of("/proc/" + suite().running().get(member).pid() + "/status");
        String ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .findFirst()
                .orElseThrow();
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) & 1) == 1;
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within ten seconds").isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    @Test
    @Order(6)
    void theDemoPassesAndAnOutageIsToldWithinFifteenSeconds() throws Exception {
        Outcome demo = keel("demo");

        assertThat(demo.exitCode()).as(demo.printed()).isZero();
        assertThat(secondsOf("fault to notification", demo)).isPositive().isLessThan(15);
    }

    @Test
    @Order(7)
    void upStartsWhatWasKilledAndNothingElse() throws Exception {
        Map<Member, RunningProcess> before = suite().running();
        suite().kill(Member.CAPACITY);
        assertThat(keel("status").exitCode()).isEqualTo(1);

        Outcome up = keel("up", "--no-build");

        assertThat(up.printed()).contains("capacity-planner  ready after").doesNotContain("health-service    ready");
        assertThat(up.exitCode()).isZero();
        Map<Member, RunningProcess> after = suite().running();
        assertThat(after.remove(Member.CAPACITY)).isNotEqualTo(before.remove(Member.CAPACITY));
        assertThat(after).isEqualTo(before);
    }

    @Test
    @Order(8)
    void upRecoversADatabaseServerThatWasKilled() throws Exception {
        ProcessHandle postgres =
                ProcessHandle.of(suite().runningPostgres().orElseThrow().pid()).orElseThrow();
        postgres.destroyForcibly();
        postgres.onExit().get(10, TimeUnit.SECONDS);

        Outcome up = keel("up", "--no-build");

        assertThat(up.printed()).contains("postgresql        ready after");
        assertThat(up.exitCode()).isZero();
        assertThat(suite().running()).hasSize(Member.values().length);
    }

    @Test
    @Order(9)
    void aServiceThatDoesNotStartIsNamedWithTheEndOfItsLog() throws Exception {
        suite().kill(Member.SLO);
        try (ServerSocket taken = new ServerSocket(tested.portBase() + 4, 1, InetAddress.getLoopbackAddress())) {
            Outcome up = keel("up", "--no-build");

            assertThat(taken.isBound()).isTrue();
            assertThat(up.printed()).contains("slo-service cannot listen on 127.0.0.1:" + (tested.portBase() + 4));
            assertThat(up.exitCode()).isEqualTo(1);
        }
    }

    @Test
    @Order(10)
    void downStopsEverything() throws Exception {
        Outcome down = keel("down");

        assertThat(down.exitCode()).isZero();
        assertThat(suite().running()).isEmpty();
        assertThat(suite().runningPostgres()).isEmpty();
        assertThat(keel("status").exitCode()).isEqualTo(3);
    }

    private static boolean asStrangerIsRefused(SuiteApi stranger) {
        try {
            return stranger.get(Member.HEALTH, "/api/v1/components").isEmpty();
        } catch (KeelException refused) {
            return refused.getMessage().contains("refuses");
        }
    }

    private static double secondsOf(String what, Outcome demo) {
        return Pattern.compile(Pattern.quote(what) + " +([0-9.]+) s")
                .matcher(demo.printed())
                .results()
                .map(line -> Double.parseDouble(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static Suite suite() {
        return tested.suite();
    }

    private static Outcome keel(String... words) throws IOException, InterruptedException {
        return tested.keel(words);
    }
}
