package dev.evenkeel.capacity.sampling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.prometheus.PrometheusClient;
import dev.evenkeel.platform.prometheus.QueryValue;
import dev.evenkeel.platform.prometheus.Scraper;

/** Asks data sources. */
@ApplicationScoped
class SamplingClient {

    private static final int QUERIES_AT_ONCE = 4;

    private final Scraper scraper;
    private final OutboundHttp http;
    private final Clock clock;

    SamplingClient(Scraper scraper, OutboundHttp http, Clock clock) {
        this.scraper = scraper;
        this.http = http;
        this.clock = clock;
    }

    /** The answer to each expression; a source that cannot be reached refuses them all. */
    Uni<Map<String, Reading.Answer>> ask(DataSource source, Set<String> expressions) {
        return switch (source) {
            case DataSource.Scraped scraped ->
                scraper.scrape(scraped.target()).map(scrape -> {
                    ScrapeEvaluation evaluation = new ScrapeEvaluation(scrape);
                    return expressions.stream()
                            .collect(Collectors.toUnmodifiableMap(expression -> expression, evaluation::answer));
                });
            case DataSource.Prometheus prometheus -> ask(prometheus, expressions);
        };
    }

    private Uni<Map<String, Reading.Answer>> ask(DataSource.Prometheus source, Set<String> expressions) {
        PrometheusClient client = new PrometheusClient(http, source.server());
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(expressions)
                .onItem()
                .transformToUni(expression -> client.query(expression, now)
                        .map(answer -> Map.entry(expression, values(answer.data())))
                        .onFailure()
                        .recoverWithItem(failure -> Map.entry(
                                expression, new Reading.Answer.Refused("'" + expression + "': " + reason(failure)))))
                .merge(QUERIES_AT_ONCE)
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    private static Reading.Answer values(QueryValue value) {
        return switch (value) {
            case QueryValue.Scalar scalar ->
                new Reading.Answer.Values(List.of(scalar.sample().value()));
            case QueryValue.Vector vector ->
                new Reading.Answer.Values(vector.samples().stream()
                        .map(sample -> sample.sample().value())
                        .toList());
            case QueryValue.Matrix _, QueryValue.Text _ ->
                new Reading.Answer.Refused("the query does not come to numbers at one moment");
        };
    }
}
