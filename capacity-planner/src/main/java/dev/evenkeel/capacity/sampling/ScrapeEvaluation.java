package dev.evenkeel.capacity.sampling;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.capacity.resource.PresentExpression;
import dev.evenkeel.platform.prometheus.Scrape;
import dev.evenkeel.platform.prometheus.ScrapedSample;
import dev.evenkeel.platform.query.engine.EvaluationBudget;
import dev.evenkeel.platform.query.engine.EvaluationTimes;
import dev.evenkeel.platform.query.engine.Evaluator;
import dev.evenkeel.platform.query.engine.FetchPlan;
import dev.evenkeel.platform.query.engine.QueryResult;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** Evaluates expressions on the samples of one scrape, as Prometheus would right after it. */
final class ScrapeEvaluation {

    private static final int MOST_SAMPLES = 1_000_000;

    private final Scrape scrape;

    ScrapeEvaluation(Scrape scrape) {
        this.scrape = scrape;
    }

    Reading.Answer answer(String expression) {
        if (scrape.failure().isPresent()) {
            return new Reading.Answer.Refused(scrape.failure().get());
        }
        try {
            return new Reading.Answer.Values(values(PresentExpression.parse(expression)));
        } catch (IllegalArgumentException | QueryException refused) {
            return new Reading.Answer.Refused("'" + expression + "': " + refused.getMessage());
        }
    }

    private List<Double> values(Expr expression) {
        EvaluationTimes now = EvaluationTimes.at(scrape.at().toEpochMilli());
        Map<Expr, List<Series>> fetched = new LinkedHashMap<>();
        FetchPlan.of(expression, now, MOST_SAMPLES)
                .forEach((selector, selection) -> fetched.put(selector, select(selection)));
        Evaluator evaluator = new Evaluator(fetched, now, new EvaluationBudget(MOST_SAMPLES, () -> false));
        return switch (evaluator.instant(expression)) {
            case QueryResult.ScalarResult scalar -> List.of(scalar.sample().value());
            case QueryResult.VectorResult vector ->
                vector.elements().stream()
                        .map(element -> element.sample().value())
                        .toList();
            case QueryResult.StringResult _, QueryResult.MatrixResult _ ->
                throw new IllegalArgumentException("does not come to numbers at one moment");
        };
    }

    private List<Series> select(Selection selection) {
        Map<Labels, TreeMap<Long, Sample>> series = new LinkedHashMap<>();
        for (ScrapedSample scraped : scrape.samples()) {
            boolean wanted = selection.accepts(scraped.labels())
                    && !scraped.sample().timestamp().isBefore(selection.from())
                    && !scraped.sample().timestamp().isAfter(selection.to());
            if (wanted) {
                series.computeIfAbsent(scraped.labels(), _ -> new TreeMap<>())
                        .put(scraped.sample().timestampMillis(), scraped.sample());
            }
        }
        List<Series> selected = new ArrayList<>();
        series.forEach((labels, samples) -> selected.add(new Series(labels, List.copyOf(samples.values()))));
        return selected;
    }
}
