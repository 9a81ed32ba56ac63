package dev.evenkeel.platform.query;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

import dev.evenkeel.platform.query.engine.EvaluationBudget;
import dev.evenkeel.platform.query.engine.EvaluationTimes;
import dev.evenkeel.platform.query.engine.Evaluator;
import dev.evenkeel.platform.query.engine.FetchPlan;
import dev.evenkeel.platform.query.engine.QueryResult;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.Selection;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/**
 * Answers queries: parses, plans what to fetch, fetches it from every source, evaluates on a worker thread. Failures are
 * {@link QueryException}s, or whatever a source failed with.
 */
@ApplicationScoped
public class QueryService {

    private final List<SeriesSource> sources;
    private final List<RuleSource> ruleSources;
    private final QueryConfiguration configuration;

    QueryService(@All List<SeriesSource> sources, @All List<RuleSource> ruleSources, QueryConfiguration configuration) {
        this.sources = List.copyOf(sources);
        this.ruleSources = List.copyOf(ruleSources);
        this.configuration = configuration;
    }

    /** The answer at one moment. */
    public Uni<QueryResult> instant(String query, Instant time, Duration timeout) {
        return answer(query, EvaluationTimes.at(time.toEpochMilli()), timeout, Evaluator::instant);
    }

    /** The answers over a row of moments. */
    public Uni<QueryResult> range(String query, EvaluationTimes times, Duration timeout) {
        return answer(query, times, timeout, Evaluator::range);
    }

    /** How the answer is computed once everything is in memory. */
    private interface Evaluation {
        QueryResult of(Evaluator evaluator, Expr expression);
    }

    private Uni<QueryResult> answer(String query, EvaluationTimes times, Duration timeout, Evaluation evaluation) {
        long deadline = System.nanoTime() + timeout.toNanos();
        Expr expression = parse(query);
        EvaluationBudget budget =
                new EvaluationBudget(configuration.maxSamples(), () -> System.nanoTime() - deadline > 0);
        return fetch(FetchPlan.of(expression, times, configuration.maxSamples()))
                .ifNoItem()
                .after(timeout)
                .failWith(() -> QueryException.timeout("query timed out while its samples were fetched"))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(fetched -> evaluation.of(new Evaluator(fetched, times, budget), expression));
    }

    private Expr parse(String query) {
        if (query.length() > configuration.maxQueryLength()) {
            throw QueryParameters.invalid(
                    "query", "a query may have at most " + configuration.maxQueryLength() + " characters");
        }
        try {
            return PromqlParser.parse(query);
        } catch (QueryException e) {
            throw e.kind() == QueryException.Kind.BAD_DATA ? QueryParameters.invalid("query", e.getMessage()) : e;
        }
    }

    private Uni<Map<Expr, List<Series>>> fetch(Map<Expr, Selection> plan) {
        List<Expr> selectors = List.copyOf(plan.keySet());
        return all(selectors, selector -> fromEverySource(source -> source.select(plan.get(selector))))
                .map(results -> {
                    Map<Expr, List<Series>> fetched = new LinkedHashMap<>();
                    int count = 0;
                    for (int i = 0; i < selectors.size(); i++) {
                        List<Series> series = merge(results.get(i));
                        count += series.size();
                        fetched.put(selectors.get(i), series);
                    }
                    refuseTooMany(count);
                    return fetched;
                });
    }

    private void refuseTooMany(int series) {
        if (series > configuration.maxSeries()) {
            throw QueryException.execution("the query selects more than " + configuration.maxSeries()
                    + " series; select fewer by more matchers");
        }
    }

    private static List<Series> merge(List<List<Series>> bySource) {
        Map<Labels, List<Series>> byLabels = new LinkedHashMap<>();
        for (List<Series> series : bySource) {
            for (Series one : series) {
                byLabels.computeIfAbsent(one.labels(), _ -> new ArrayList<>()).add(one);
            }
        }
        return byLabels.values().stream().map(QueryService::mergeSamples).toList();
    }

    /** Where two sources have a sample for the same moment, the first one's counts. */
    private static Series mergeSamples(List<Series> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        Map<Long, Sample> byTime = new TreeMap<>();
        for (Series part : parts) {
            part.samples().forEach(sample -> byTime.putIfAbsent(sample.timestampMillis(), sample));
        }
        return new Series(parts.getFirst().labels(), List.copyOf(byTime.values()));
    }

    /** The identities of the series that one of the selectors accepts, sorted. */
    public Uni<List<Labels>> series(List<List<LabelMatcher>> matches, Instant from, Instant to) {
        return gather(matches, from, to, SeriesSource::labels).map(labels -> {
            refuseTooMany(labels.size());
            return labels;
        });
    }

    /** The names of the labels of what one of the selectors accepts, of everything if there is none; sorted. */
    public Uni<List<String>> labelNames(List<List<LabelMatcher>> matches, Instant from, Instant to) {
        return gather(matches, from, to, SeriesSource::labelNames);
    }

    /** As {@link #labelNames}, but the values of one label. */
    public Uni<List<String>> labelValues(String label, List<List<LabelMatcher>> matches, Instant from, Instant to) {
        return gather(matches, from, to, (source, selection) -> source.labelValues(label, selection));
    }

    /** Something that a source can tell about a selection. */
    private interface Lookup<T> {
        Uni<List<T>> in(SeriesSource source, Selection selection);
    }

    private <T extends Comparable<T>> Uni<List<T>> gather(
            List<List<LabelMatcher>> matches, Instant from, Instant to, Lookup<T> lookup) {
        List<List<LabelMatcher>> selectors = matches.isEmpty() ? List.of(List.of()) : matches;
        return all(selectors, matchers -> {
                    Selection selection = new Selection(matchers, from, to, configuration.maxSamples());
                    return fromEverySource(source -> lookup.in(source, selection));
                })
                .ifNoItem()
                .after(configuration.timeout())
                .failWith(() -> QueryException.timeout("query timed out while series were looked up"))
                .map(results -> List.copyOf(new TreeSet<>(results.stream()
                        .flatMap(List::stream)
                        .flatMap(List::stream)
                        .toList())));
    }

    /** Descriptions by name of the metric; sources may describe the same one differently. */
    public Uni<Map<String, List<MetricMetadata>>> metadata() {
        return fromEverySource(SeriesSource::metadata).map(bySource -> {
            Map<String, List<MetricMetadata>> merged = new TreeMap<>();
            for (Map<String, MetricMetadata> metadata : bySource) {
                metadata.forEach((metric, description) -> {
                    List<MetricMetadata> known = merged.computeIfAbsent(metric, _ -> new ArrayList<>());
                    if (!known.contains(description)) {
                        known.add(description);
                    }
                });
            }
            return merged;
        });
    }

    public Uni<List<RuleGroup>> ruleGroups() {
        return all(ruleSources, RuleSource::groups)
                .map(groups -> groups.stream().flatMap(List::stream).toList());
    }

    private <T> Uni<List<T>> fromEverySource(Function<SeriesSource, Uni<T>> question) {
        return all(sources, question);
    }

    private static <A, T> Uni<List<T>> all(Collection<A> items, Function<A, Uni<T>> question) {
        if (items.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.join().all(items.stream().map(question).toList()).andFailFast();
    }
}
