package dev.evenkeel.platform.prometheus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.prometheus.exposition.MetricType;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ScraperTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final LoopbackServers servers = new LoopbackServers();
    private final Scraper scraper = new Scraper(servers.client(), Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        servers.close();
    }

    @Test
    void aScrapeGivesTheTargetsSamplesAndThreeAboutItself() {
        int port = servers.serve(answer("text/plain; version=0.0.4", """
                # HELP jobs_total Jobs done.
                # TYPE jobs_total counter
                jobs_total{queue="a"} 7
                jobs_total{queue="b"} 8 1700000000000
                """));

        Scrape scrape = scrape(target(port));

        assertThat(scrape.up()).isTrue();
        assertThat(scrape.failure()).isEmpty();
        assertThat(scrape.families())
                .containsExactly(Map.entry("jobs_total", new MetricFamily(MetricType.COUNTER, "Jobs done.", "")));
        assertThat(value(scrape, port, "jobs_total", "queue", "a")).isEqualTo(Sample.at(NOW, 7));
        assertThat(value(scrape, port, "jobs_total", "queue", "b")).isEqualTo(new Sample(1_700_000_000_000L, 8));
        assertThat(value(scrape, port, "up")).isEqualTo(Sample.at(NOW, 1));
        assertThat(value(scrape, port, "scrape_samples_scraped")).isEqualTo(Sample.at(NOW, 2));
        assertThat(value(scrape, port, "scrape_duration_seconds").value()).isPositive();
    }

    @Test
    void openMetricsIsAskedForAndUnderstood() {
        var accepted = new AtomicReference<String>();
        int port = servers.serve(request -> {
            accepted.set(request.getHeader("Accept"));
            answer("application/openmetrics-text; version=1.0.0; charset=utf-8", "a_total 1 1700000000.5\n# EOF\n")
                    .handle(request);
        });

        Scrape scrape = scrape(target(port));

        assertThat(accepted.get()).startsWith("application/openmetrics-text;version=1.0.0,text/plain");
        assertThat(value(scrape, port, "a_total")).isEqualTo(new Sample(1_700_000_000_500L, 1));
    }

    @Test
    void aTargetThatCannotBeScrapedIsDownAndNothingElseIsSaidOfIt() {
        int broken = servers.serve(answer("text/plain", "fine 1\nbroken{\n"));
        int failing =
                servers.serve(request -> request.response().setStatusCode(500).end("fine 1\n"));
        int silent = servers.serve(request -> {});

        assertThat(scrape(target(broken)).failure()).hasValue("line 2, column 8: expected a label name");
        assertThat(scrape(target(failing)).failure()).hasValue("the target answered with status 500");
        Scrape late = scrape(target(silent, Duration.ofMillis(300), Optional.empty()));
        assertThat(late.failure())
                .hasValueSatisfying(said -> assertThat(said).contains("did not answer within 300 ms"));
        assertThat(late.samples()).hasSize(3);
        assertThat(value(late, silent, "up")).isEqualTo(Sample.at(NOW, 0));
        assertThat(value(late, silent, "scrape_samples_scraped")).isEqualTo(Sample.at(NOW, 0));
    }

    @Test
    void theTargetsIdentityWinsAndWhatItHidesIsKept() {
        int port = servers.serve(answer("text/plain", "a{job=\"own\",exported_job=\"older\"} 1\n"));

        Scrape scrape = scrape(target(port));

        assertThat(scrape.samples().getFirst().labels())
                .isEqualTo(Labels.of(
                        "__name__",
                        "a",
                        "job",
                        "shop",
                        "instance",
                        "127.0.0.1:" + port,
                        "zone",
                        "eu",
                        "exported_exported_job",
                        "own",
                        "exported_job",
                        "older"));
    }

    @Test
    void aSeriesHasOneSampleAtAMoment() {
        int port = servers.serve(answer("text/plain", "a 1\na 2\na 3 5\n"));

        Scrape scrape = scrape(target(port));

        assertThat(scrape.duplicates()).isEqualTo(1);
        assertThat(value(scrape, port, "scrape_samples_scraped").value()).isEqualTo(3);
        assertThat(scrape.samples()).hasSize(5);
    }

    @Test
    void aTokenIsReadFromItsFileEachTimeAndAMissingOneIsTheTargetsFailure(@TempDir Path folder) throws IOException {
        int port = servers.serve(request -> answer("text/plain", "a 1\n").handle(request));
        int guarded = servers.serve(request -> {
            boolean known = "Bearer second".equals(request.getHeader("Authorization"));
            request.response().setStatusCode(known ? 200 : 401).end("a 1\n");
        });
        Path file = folder.resolve("token");
        var credentials = Optional.<Credentials>of(new Credentials.Bearer(Secret.file(file)));

        assertThat(scrape(target(port, credentials)).failure())
                .hasValueSatisfying(said -> assertThat(said).contains("cannot be read"));
        Files.writeString(file, "first\n");
        assertThat(scrape(target(guarded, credentials)).failure()).hasValue("the target answered with status 401");
        Files.writeString(file, "second\n");
        assertThat(scrape(target(guarded, credentials)).up()).isTrue();
    }

    @Test
    void targetsKeepTheirPlaceInTheInterval() {
        ScrapeTarget target = target(9090);

        Instant next = target.nextScrapeAfter(NOW);

        assertThat(next).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(target.interval()));
        assertThat(target.nextScrapeAfter(next)).isEqualTo(next.plus(target.interval()));
        assertThat(target.nextScrapeAfter(next.minusMillis(1))).isEqualTo(next);
    }

    @Test
    void aTargetThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new ScrapeTarget(
                        "j", "ftp://x", Duration.ofSeconds(1), Duration.ofSeconds(1), Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ScrapeTarget(
                        "j", "http://x", Duration.ofSeconds(1), Duration.ofSeconds(2), Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Handler<HttpServerRequest> answer(String contentType, String body) {
        return request ->
                request.response().putHeader("Content-Type", contentType).end(body);
    }

    private Scrape scrape(ScrapeTarget target) {
        return scraper.scrape(target).await().atMost(Duration.ofSeconds(30));
    }

    private static ScrapeTarget target(int port) {
        return target(port, Optional.empty());
    }

    private static ScrapeTarget target(int port, Optional<Credentials> credentials) {
        return target(port, Duration.ofSeconds(10), credentials);
    }

    private static ScrapeTarget target(int port, Duration timeout, Optional<Credentials> credentials) {
        return new ScrapeTarget(
                "shop",
                "http://127.0.0.1:" + port + "/metrics",
                Duration.ofSeconds(15),
                timeout,
                credentials,
                Map.of("zone", "eu"));
    }

    private static Sample value(Scrape scrape, int port, String metric, String... labels) {
        Labels wanted = Labels.of(labels)
                .with(Labels.of("__name__", metric, "job", "shop", "instance", "127.0.0.1:" + port, "zone", "eu"));
        return scrape.samples().stream()
                .filter(sample -> sample.labels().equals(wanted))
                .findFirst()
                .orElseThrow()
                .sample();
    }
}
