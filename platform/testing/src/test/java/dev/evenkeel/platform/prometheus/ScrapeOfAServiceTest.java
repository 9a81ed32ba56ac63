package dev.evenkeel.platform.prometheus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.inject.Inject;

import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.outbound.OutboundAddresses;
import dev.evenkeel.platform.outbound.OutboundTcp;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;

/** Connections out, as a running service has them injected: it scrapes itself. */
@ServiceTest
class ScrapeOfAServiceTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Scraper scraper;

    @Inject
    OutboundTcp tcp;

    @Inject
    OutboundAddresses addresses;

    @Test
    void aServiceCanScrapeAnother() {
        Instant now = Instant.parse("2026-02-03T04:05:06Z");
        TestClock.set(now);
        var target = new ScrapeTarget(
                "bare",
                "http://localhost:" + RestAssured.port + "/q/metrics",
                SOON,
                SOON,
                Optional.empty(),
                Map.of("instance", "self"));

        Scrape scrape = scraper.scrape(target).await().atMost(SOON);

        assertThat(scrape.failure()).isEmpty();
        assertThat(scrape.samples())
                .hasSizeGreaterThan(20)
                .contains(new ScrapedSample(
                        Labels.of("__name__", "up", "job", "bare", "instance", "self"), Sample.at(now, 1)));
        assertThat(scrape.families()).isNotEmpty();
    }

    @Test
    void aServiceCanOpenAConnectionToAHostItWasGiven() {
        var connection = tcp.connect("localhost", RestAssured.port).await().atMost(SOON);

        assertThat(connection.address().isLoopbackAddress()).isTrue();
        connection.socket().close().toCompletionStage().toCompletableFuture().join();
        assertThat(addresses.resolve("127.0.0.1").await().atMost(SOON)).isEqualTo(List.of(connection.address()));
    }
}
