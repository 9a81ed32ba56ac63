package dev.evenkeel.local;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import dev.evenkeel.local.AlertStream.Course;
import dev.evenkeel.local.AlertStream.Refusal;
import dev.evenkeel.local.SuiteUnderTest.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What alert-router has acknowledged is there, whatever is killed in the middle of it, and {@code keel up} alone mends
 * what was killed. Real processes, killed as {@code kill -9} does, at a moment that differs from run to run; each test
 * prints which.
 */
class KillIT {

    private static SuiteUnderTest tested;

    @BeforeAll
    static void aSuiteOfOurOwn() throws Exception {
        tested = new SuiteUnderTest();
        Outcome up = tested.up();
        assertThat(up.exitCode()).as(up.printed()).isZero();
    }

    @AfterAll
    static void leaveNothing() throws Exception {
        tested.remove();
    }

    @Test
    void acknowledgedAlertsSurviveTheEndOfAlertRouter() throws Exception {
        Course course = postDuring("AlertRouterKilled", () -> suite().kill(Member.ALERTS));

        assertThat(course.refusals()).isNotEmpty().allSatisfy(KillIT::isNoAnswerOrSaysWhenToRetry);
        everyAlertIsThereOnceAndNewOnesAreTaken("AlertRouterKilled", course);
    }

    @Test
    void acknowledgedAlertsSurviveTheEndOfPostgres() throws Exception {
        Course course = postDuring("PostgresKilled", KillIT::killPostgres);

        assertThat(course.refusals()).isNotEmpty().allSatisfy(KillIT::saysWhenToRetry);
        everyAlertIsThereOnceAndNewOnesAreTaken("PostgresKilled", course);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ALERTS")
    void alertsGoOnBeingTakenWhileAnotherServiceIsAway(Member other) throws Exception {
        String name = other + "Killed";

        Course course = postDuring(name, () -> suite().kill(other));

        assertThat(course.refusals()).isEmpty();
        everyAlertIsThereOnceAndNewOnesAreTaken(name, course);
    }

    private static Course postDuring(String name, Runnable fault) throws Exception {
        int batches = new SplittableRandom().nextInt(1, AlertStream.mostBeforeTheFault());
        var stream = new AlertStream(suite().settings(), suite().keys().read(Keys.Key.INGEST), name, batches);
        Course course = stream.postDuring(() -> {
            fault.run();
            long broken = System.nanoTime();
            Outcome up = tested.up();
            System.out.printf(
                    "%s: killed after %d of %d batches, up again in %s%n",
                    name, batches, AlertStream.BATCHES, Console.seconds(Duration.ofNanos(System.nanoTime() - broken)));
            assertThat(up.exitCode()).as(up.printed()).isZero();
            return null;
        });
        assertThat(suite().running()).hasSize(Member.values().length);
        assertThat(suite().runningPostgres()).isPresent();
        return course;
    }

    /** The children too: they would otherwise end what they are at, which is gentler than a loss of power. */
    private static void killPostgres() {
        ProcessHandle postmaster =
                ProcessHandle.of(suite().runningPostgres().orElseThrow().pid()).orElseThrow();
        List<ProcessHandle> all =
                Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
    }

    private static void isNoAnswerOrSaysWhenToRetry(Refusal refusal) {
        if (refusal.status() != 0) {
            saysWhenToRetry(refusal);
        }
    }

    private static void saysWhenToRetry(Refusal refusal) {
        assertThat(refusal.status()).as(refusal.body()).isEqualTo(503);
        assertThat(refusal.saysWhenToRetry()).as("Retry-After").isTrue();
        assertThat(refusal.body()).doesNotContain("Exception", "\tat ");
    }

    private static void everyAlertIsThereOnceAndNewOnesAreTaken(String name, Course course) throws Exception {
        Set<Integer> lost =
                IntStream.range(0, AlertStream.ALERTS).boxed().collect(Collectors.toCollection(HashSet::new));
        Set<Integer> found = found(name);
        lost.removeAll(found);

        assertThat(lost).isEmpty();
        assertThat(found).hasSize(AlertStream.ALERTS);
        assertThat(course.acknowledgedAfterTheRecovery()).isPositive();
    }

    private static Set<Integer> found(String name) throws IOException, InterruptedException {
        String filter = URLEncoder.encode("alertname=\"" + name + "\"", StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(suite().settings().url(Member.ALERTS) + "/api/v2/alerts?filter=" + filter))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + suite().keys().read(Keys.Key.VIEWER))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            Set<Integer> numbers = new HashSet<>();
            for (JsonNode alert : new ObjectMapper().readTree(answer.body())) {
                assertThat(numbers.add(alert.path("labels").path("n").asInt())).isTrue();
            }
            return numbers;
        }
    }

    private static Suite suite() {
        return tested.suite();
    }
}
