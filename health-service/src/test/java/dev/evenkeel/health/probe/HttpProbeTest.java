package dev.evenkeel.health.probe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import com.google.re2j.Pattern;
import io.vertx.core.Context;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.health.catalog.Check;
import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.health.state.CheckResult;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.HttpSink.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class HttpProbeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private final HttpSink web = HttpSink.start();
    private final Loopback loopback = new Loopback();
    private final HttpProbe probe = new HttpProbe(loopback.http());

    @AfterEach
    void close() {
        web.close();
        loopback.close();
    }

    @Test
    void anAnswerWithTheExpectedTextWorks() {
        web.answer(Answer.text(200, "all is well"));

        assertThat(ask(target("is w.ll", Optional.empty()))).isEmpty();
    }

    @Test
    void anAnswerWithoutTheExpectedTextIsAFailure() {
        web.answer(Answer.text(200, "all is lost"));

        assertThat(ask(target("is w.ll", Optional.empty()))).contains("answered without the expected text in the body");
    }

    @Test
    void aTokenThatCannotBeReadIsAFailedCheckThatSaysSo() {
        Path missing = folder.resolve("missing");
        Check check = new Check(
                target(".", Optional.of(Secret.file(missing))), Duration.ofSeconds(5), Duration.ofSeconds(4), 1, 1);
        ProbeService probes = new ProbeService(probe, null, null, Clock.systemUTC());

        CheckResult result = probes.carryOut(check).await().atMost(TIMEOUT);

        assertThat(result.success()).isFalse();
        assertThat(result.reason()).isEqualTo("The secret in the file " + missing + " cannot be read");
    }

    @Test
    @Timeout(30)
    void aTokenThatTakesLongToReadHoldsUpNothingElse() throws Exception {
        Path slow = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", slow.toString()).start().waitFor())
                .isZero();
        Context eventLoop = loopback.vertx().getOrCreateContext();
        CompletableFuture<Optional<String>> failed = new CompletableFuture<>();
        CompletableFuture<Void> meanwhile = new CompletableFuture<>();

        eventLoop.runOnContext(start -> {
            probe.ask(target(".*", Optional.of(Secret.file(slow))), TIMEOUT)
                    .subscribe()
                    .with(failed::complete, failed::completeExceptionally);
            eventLoop.runOnContext(next -> meanwhile.complete(null));
        });

        meanwhile.join();
        assertThat(failed).isNotDone();
        Files.writeString(slow, "token\n");
        assertThat(failed.join()).isEmpty();
        assertThat(web.requests().getFirst().header("Authorization")).contains("Bearer token");
    }

    private Optional<String> ask(Target.Http target) {
        return probe.ask(target, TIMEOUT).await().atMost(TIMEOUT);
    }

    private Target.Http target(String expectedBody, Optional<Secret> token) {
        return new Target.Http(
                web.url("/"), "GET", Map.of(), List.of(), Optional.of(Pattern.compile(expectedBody)), token);
    }
}
