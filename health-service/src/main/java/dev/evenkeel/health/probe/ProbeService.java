package dev.evenkeel.health.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;

import dev.evenkeel.health.catalog.Check;
import dev.evenkeel.health.catalog.Target;
import dev.evenkeel.health.state.CheckResult;
import dev.evenkeel.platform.outbound.OutboundException;

/** Carries out one check with the probe for its kind of target. */
@ApplicationScoped
public class ProbeService {

    private static final int LONGEST_REASON = 300;

    private final HttpProbe http;
    private final TcpProbe tcp;
    private final PostgresProbe postgres;
    private final Clock clock;

    ProbeService(HttpProbe http, TcpProbe tcp, PostgresProbe postgres, Clock clock) {
        this.http = http;
        this.tcp = tcp;
        this.postgres = postgres;
        this.clock = clock;
    }

    /** @return never fails: whatever goes wrong is a failed check, with the reason */
    public Uni<CheckResult> carryOut(Check check) {
        return Uni.createFrom().deferred(() -> {
            Instant at = clock.instant();
            long started = System.nanoTime();
            return Uni.createFrom()
                    .deferred(() -> ask(check.target(), check.timeout()))
                    .onFailure()
                    .recoverWithItem(failure -> Optional.of(reason(failure, check.timeout())))
                    .map(failed -> {
                        Duration duration = Duration.ofNanos(System.nanoTime() - started);
                        return failed.map(reason -> CheckResult.failure(at, duration, oneLine(reason)))
                                .orElseGet(() -> CheckResult.success(at, duration));
                    });
        });
    }

    private Uni<Optional<String>> ask(Target target, Duration timeout) {
        return switch (target) {
            case Target.Http wanted -> http.ask(wanted, timeout);
            case Target.Tcp wanted -> tcp.ask(wanted, timeout);
            case Target.Postgres wanted -> postgres.ask(wanted, timeout);
        };
    }

    /** A sentence for people. Only messages that are known to carry no secret are passed on. */
    private static String reason(Throwable failure, Duration timeout) {
        return switch (failure) {
            case OutboundException refused -> refused.getMessage();
            case PgException answered -> "PostgreSQL says: " + answered.getErrorMessage();
            case TimeoutException late -> "no answer within " + timeout.toMillis() + " ms";
            case UncheckedIOException unreadableSecret -> unreadableSecret.getMessage();
            case IOException broken -> "connection failed: " + broken.getMessage();
            default -> "failed with " + failure.getClass().getSimpleName();
        };
    }

    private static String oneLine(String reason) {
        String line = reason.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST_REASON ? line : line.substring(0, LONGEST_REASON - 1) + "…";
    }
}
