package dev.evenkeel.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole suite as its user has it: packaged services, the script, a data folder of its own. The tests are chapters of
 * one story, as starting the suite for each would take minutes.
 */
@TestMethodOrder(OrderAnnotation.class)
class SuiteIT {

    private record Outcome(int exitCode, String printed) {}

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    private static Path folder;
    private static DataFolder data;
    private static int portBase;

    @BeforeAll
    static void aFolderAndPortsOfOurOwn() throws IOException {
        folder = Files.createTempDirectory("evenkeel-suite");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = new DataFolder(folder.resolve("data"));
        portBase = freePortBase();
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        keel("down");
        new ProcessBuilder("rm", "-rf", folder.toString()).start().waitFor(30, TimeUnit.SECONDS);
    }

    @Test
    @Order(1)
    void upEndsInATableOfAddressesWithAllReady() throws Exception {
        Outcome up = keel("up", "--no-build", "--port-base", Integer.toString(portBase));

        assertThat(up.printed())
                .contains(
                        "All ready after",
                        "http://127.0.0.1:" + (portBase + 1),
                        data.keys().toString());
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
    @Order(6)
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
    @Order(7)
    void aServiceThatDoesNotStartIsNamedWithTheEndOfItsLog() throws Exception {
        suite().kill(Member.SLO);
        try (ServerSocket taken = new ServerSocket(portBase + 4, 1, InetAddress.getLoopbackAddress())) {
            Outcome up = keel("up", "--no-build");

            assertThat(taken.isBound()).isTrue();
            assertThat(up.printed()).contains("slo-service cannot listen on 127.0.0.1:" + (portBase + 4));
            assertThat(up.exitCode()).isEqualTo(1);
        }
    }

    @Test
    @Order(8)
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

    private static Suite suite() {
        return new Suite(REPOSITORY, data, Settings.read(data).orElseThrow(), new Console(System.out));
    }

    private static Outcome keel(String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(REPOSITORY.resolve("keel").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.path().toString()));
        Path printed = Files.createTempFile("keel", ".out");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        String text = Files.readString(printed);
        Files.delete(printed);
        return new Outcome(process.exitValue(), text);
    }

    /** Six ports in a row that nobody uses, below those that systems give to outgoing connections. */
    private static int freePortBase() {
        return IntStream.iterate(20_000 + (int) (ProcessHandle.current().pid() % 1_000) * 10, base -> base + 10)
                .limit(500)
                .filter(base -> IntStream.rangeClosed(base, base + 5).allMatch(SuiteIT::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
