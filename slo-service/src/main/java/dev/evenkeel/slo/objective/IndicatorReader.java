package dev.evenkeel.slo.objective;

import java.util.List;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.prometheus.DataSource;
import dev.evenkeel.platform.query.promql.Expr;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.promql.QueryException;

/** Reads how events are counted: documents of kind {@code SLI}, referred to or written in the SLO. */
final class IndicatorReader {

    private static final Indicator NOTHING =
            new Indicator.Ratio(new MetricQuery("", "vector(0)"), true, new MetricQuery("", "vector(0)"));

    private final OpenSloDocuments documents;
    private final List<DataSource> sources;

    IndicatorReader(OpenSloDocuments documents, List<DataSource> sources) {
        this.documents = documents;
        this.sources = sources;
    }

    /** Where the indicator is described: the {@code spec} of an SLI, read anew for each objective. */
    record Source(ConfigMapping spec) {}

    /** The indicator of an SLO or of one of its objectives, if one is named there. */
    Optional<Source> sourceIn(ConfigMapping fields) {
        Optional<ConfigNode> reference = fields.optional("indicatorRef");
        Optional<ConfigNode> inline = fields.optional("indicator");
        if (reference.isPresent() && inline.isPresent()) {
            fields.self().reject("may have an indicator or an indicatorRef, not both");
        }
        return inline.map(node -> {
                    ConfigMapping sli = node.mapping();
                    OpenSloDocuments.nameOf(sli);
                    return new Source(sli.required("spec").mapping());
                })
                .or(() -> reference
                        .flatMap(node -> documents.referred("SLI", node))
                        .map(document -> new Source(document.spec())));
    }

    /**
     * The indicator of one objective.
     *
     * @param ofSlo the indicator of the SLO, which an objective may replace by its own
     */
    Indicator read(Optional<Source> ofSlo, ConfigMapping objective) {
        Optional<Source> source = sourceIn(objective).or(() -> ofSlo);
        Optional<ConfigNode> operator = objective.optional("op");
        Optional<ConfigNode> bound = objective.optional("value");
        if (source.isEmpty()) {
            objective.self().reject("needs an indicator, here or in the SLO");
            return NOTHING;
        }
        ConfigMapping spec = source.get().spec();
        spec.optional("description", ConfigNode::text, "");
        Optional<ConfigNode> ratio = spec.optional("ratioMetric");
        Optional<ConfigNode> threshold = spec.optional("thresholdMetric");
        spec.refuseOthers();
        if (ratio.isPresent() == threshold.isPresent()) {
            spec.self().reject("needs exactly one of ratioMetric and thresholdMetric");
            return NOTHING;
        }
        if (ratio.isPresent()) {
            return ratio(ratio.get().mapping());
        }
        if (operator.isEmpty() || bound.isEmpty()) {
            objective.self().reject("needs op and value, since its indicator is a thresholdMetric");
            return NOTHING;
        }
        return new Indicator.Threshold(
                query(threshold.get()),
                operator.get().oneOf(Indicator.Comparison.class),
                bound.get().number(-Double.MAX_VALUE, Double.MAX_VALUE));
    }

    private Indicator ratio(ConfigMapping fields) {
        fields.optional("counter").ifPresent(counter -> {
            if (!counter.flag()) {
                counter.reject("must be true: events are counted by counters");
            }
        });
        Optional<ConfigNode> good = fields.optional("good");
        Optional<ConfigNode> bad = fields.optional("bad");
        MetricQuery total = query(fields.required("total"));
        fields.refuseOthers();
        if (good.isPresent() == bad.isPresent()) {
            fields.self().reject("needs exactly one of good and bad");
            return NOTHING;
        }
        MetricQuery counted = query(good.or(() -> bad).orElseThrow());
        if (!counted.source().equals(total.source())) {
            fields.self().reject("must ask one data source for both of its metrics");
        }
        return new Indicator.Ratio(counted, good.isPresent(), total);
    }

    private MetricQuery query(ConfigNode metric) {
        ConfigMapping source = metric.mapping().required("metricSource").mapping();
        Optional<DataSource> asked = dataSource(source);
        source.optional("type", ConfigNode::text, "");
        ConfigMapping spec = source.required("spec").mapping();
        ConfigNode expression = spec.required("query");
        spec.refuseOthers();
        source.refuseOthers();
        expression.parsed(text -> parse(text, asked), null);
        return new MetricQuery(asked.map(DataSource::name).orElse(""), expression.text());
    }

    private Optional<DataSource> dataSource(ConfigMapping metricSource) {
        Optional<ConfigNode> reference = metricSource.optional("metricSourceRef");
        if (reference.isPresent()) {
            String name = reference.get().text();
            documents.referred("DataSource", reference.get());
            return sources.stream().filter(source -> source.name().equals(name)).findFirst();
        }
        if (sources.size() != 1) {
            metricSource.self().reject("needs a metricSourceRef, unless there is exactly one DataSource");
            return Optional.empty();
        }
        return Optional.of(sources.getFirst());
    }

    /** A query for a Prometheus is its own to judge, which may know more of PromQL than we do. */
    private static Expr parse(String text, Optional<DataSource> source) {
        if (source.isEmpty() || source.get() instanceof DataSource.Prometheus) {
            return null;
        }
        try {
            if (PromqlParser.parse(text) instanceof Expr.VectorSelector selector) {
                return selector;
            }
        } catch (QueryException malformed) {
            throw new IllegalArgumentException("is not PromQL: " + malformed.getMessage(), malformed);
        }
        throw new IllegalArgumentException("must be a selector such as requests_total{code=\"200\"}, since a scraped"
                + " source evaluates nothing more");
    }
}
