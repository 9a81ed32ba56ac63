package dev.evenkeel.slo.counting;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.prometheus.PrometheusClient;
import dev.evenkeel.platform.prometheus.QueryValue;
import dev.evenkeel.platform.prometheus.Scrape;
import dev.evenkeel.platform.prometheus.ScrapedSample;
import dev.evenkeel.platform.prometheus.Scraper;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.slo.objective.MetricQuery;

/** Looks at data sources. */
@ApplicationScoped
class MeasurementClient {

    /** An indicator with more series than this is a mistake that would fill the database. */
    private static final int MOST_SERIES = 10_000;

    private final Scraper scraper;
    private final OutboundHttp http;
    private final Clock clock;

    MeasurementClient(Scraper scraper, OutboundHttp http, Clock clock) {
        this.scraper = scraper;
        this.http = http;
        this.clock = clock;
    }

    /** @return fails with {@link MeasurementException} if the source cannot be looked at */
    Uni<Measurement> look(DataSource source, Set<MetricQuery> queries) {
        return switch (source) {
            case DataSource.Scraped scraped -> scraper.scrape(scraped.target()).map(scrape -> read(scrape, queries));
            case DataSource.Prometheus prometheus -> ask(prometheus, queries);
        };
    }

    private static Measurement read(Scrape scrape, Set<MetricQuery> queries) {
        scrape.failure().ifPresent(failure -> {
            throw new MeasurementException(failure);
        });
        Map<MetricQuery, Map<String, Double>> values = new HashMap<>();
        for (MetricQuery query : queries) {
            List<LabelMatcher> matchers = PromqlParser.parseSelector(query.expression());
            values.put(
                    query,
                    bySeries(
                            query,
                            scrape.samples().stream()
                                    .filter(sample -> LabelMatcher.all(matchers, sample.labels()))
                                    .toList()));
        }
        return new Measurement(scrape.at(), values);
    }

    private Uni<Measurement> ask(DataSource.Prometheus source, Set<MetricQuery> queries) {
        PrometheusClient client = new PrometheusClient(http, source.server());
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(queries)
                .onItem()
                .transformToUniAndConcatenate(query -> client.query(query.expression(), now)
                        .map(answer -> Map.entry(query, bySeries(query, samples(query, answer.data())))))
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(values -> new Measurement(now, values))
                .onFailure(failure -> !(failure instanceof MeasurementException))
                .transform(failure -> new MeasurementException(failure.getMessage()));
    }

    private static List<ScrapedSample> samples(MetricQuery query, QueryValue value) {
        return switch (value) {
            case QueryValue.Vector vector -> vector.samples();
            case QueryValue.Scalar scalar -> throw notAVector(query);
            case QueryValue.Matrix matrix -> throw notAVector(query);
            case QueryValue.Text text -> throw notAVector(query);
        };
    }

    private static MeasurementException notAVector(MetricQuery query) {
        return new MeasurementException(
                "'" + query.expression() + "' is not a query for counters or gauges as they are");
    }

    private static Map<String, Double> bySeries(MetricQuery query, List<ScrapedSample> samples) {
        if (samples.size() > MOST_SERIES) {
            throw new MeasurementException("'" + query.expression() + "' has " + samples.size() + " series, at most "
                    + MOST_SERIES + " can be counted");
        }
        Map<String, Double> values = new LinkedHashMap<>();
        samples.forEach(
                sample -> values.put(sample.labels().toString(), sample.sample().value()));
        return values;
    }
}
