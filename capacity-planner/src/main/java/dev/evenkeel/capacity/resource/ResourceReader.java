package dev.evenkeel.capacity.resource;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.prometheus.DataSource;

/** Reads one resource. */
final class ResourceReader {

    private static final Duration SHORTEST_STEP = Duration.ofSeconds(1);
    /** A series whose samples lie farther apart has holes in every query that looks five minutes back. */
    private static final Duration LONGEST_STEP = Duration.ofMinutes(5);

    private static final Duration LONGEST_HORIZON = Duration.ofDays(2 * 365);
    private static final Duration LONGEST_SEASON = Duration.ofDays(366);
    private static final Duration SHORTEST_KEEP = Duration.ofDays(1);
    private static final Duration USUAL_KEEP_AT_MOST = Duration.ofDays(400);
    private static final Duration LONGEST_KEEP = Duration.ofDays(10 * 365);
    /** A forecast of fewer steps, or of a season that has fewer, would be no more than a guess. */
    private static final int LEAST_STEPS = 4;

    private final Map<String, DataSource> sources;

    ResourceReader(Map<String, DataSource> sources) {
        this.sources = sources;
    }

    Resource read(ConfigMapping fields) {
        String name = name(fields.required("name"));
        ConfigNode sourceNode = fields.required("source");
        Optional<DataSource> source = source(sourceNode);
        Duration step =
                fields.optional("step", value -> value.duration(SHORTEST_STEP, LONGEST_STEP), Duration.ofMinutes(5));
        Duration least = step.multipliedBy(LEAST_STEPS);
        Optional<Duration> season = season(fields, least);
        Duration horizon =
                fields.optional("horizon", value -> value.duration(least, LONGEST_HORIZON), Duration.ofDays(30));
        Duration usualWarning = horizon.compareTo(Duration.ofDays(7)) < 0 ? horizon : Duration.ofDays(7);
        Resource resource = new Resource(
                name,
                fields.optional("display_name", ConfigNode::name, name),
                fields.optional("description", ConfigNode::text, ""),
                fields.optional("service", ConfigNode::name, ""),
                fields.optional("unit", ConfigNode::name, ""),
                sourceNode.text(),
                expression(fields.required("usage"), source),
                limit(fields.required("limit"), source),
                fields.optional("saturation", ResourceReader::share, 0.8),
                season,
                step,
                horizon,
                fields.optional("warn_within", value -> value.duration(step, horizon), usualWarning),
                fields.optional(
                        "settle", value -> value.duration(Duration.ZERO, Duration.ofDays(1)), step.multipliedBy(3)),
                fields.optional(
                        "keep",
                        value -> value.duration(longer(horizon, SHORTEST_KEEP), LONGEST_KEEP),
                        usualKeep(horizon, season)),
                fields.optional("runbook", value -> value.httpUrl().toString(), ""),
                fields.optional("labels", value -> value.mapping().texts(), Map.of()));
        fields.refuseOthers();
        return resource;
    }

    /** Names stand in addresses and in subjects of events. */
    static String name(ConfigNode node) {
        return node.parsed(
                text -> {
                    if (!text.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                        throw new IllegalArgumentException(
                                "must be at most 63 lower-case letters, digits and hyphens, not '" + text + "'");
                    }
                    return text;
                },
                "");
    }

    private Optional<DataSource> source(ConfigNode node) {
        Optional<DataSource> source = Optional.ofNullable(sources.get(node.text()));
        if (source.isEmpty()) {
            node.reject(
                    sources.isEmpty()
                            ? "names no source; there is none"
                            : "names no source; there are " + String.join(", ", sources.keySet()));
        }
        return source;
    }

    /** A query for a Prometheus is its own to judge, which may know more of PromQL than we do. */
    private static String expression(ConfigNode node, Optional<DataSource> source) {
        String text = node.name();
        if (source.isPresent() && source.get() instanceof DataSource.Scraped) {
            node.parsed(PresentExpression::parse, null);
        }
        return text;
    }

    private static Limit limit(ConfigNode node, Optional<DataSource> source) {
        if (!node.isMapping()) {
            return new Limit.Constant(above0(node));
        }
        ConfigMapping fields = node.mapping();
        Limit limit = new Limit.Queried(expression(fields.required("query"), source));
        fields.refuseOthers();
        return limit;
    }

    private static double share(ConfigNode node) {
        double share = node.number(0, 1);
        if (share > 0) {
            return share;
        }
        node.reject("must be more than nothing, or the resource would always be saturated");
        return 1;
    }

    private static double above0(ConfigNode node) {
        double value = node.number(0, Double.MAX_VALUE);
        if (value <= 0) {
            node.reject("must be above 0");
        }
        return value;
    }

    private static Optional<Duration> season(ConfigMapping fields, Duration least) {
        Optional<ConfigNode> node = fields.optional("season");
        if (node.isEmpty()) {
            return Optional.of(Duration.ofDays(1));
        }
        Duration season = node.get().duration();
        if (season.isZero()) {
            return Optional.empty();
        }
        if (season.compareTo(least) < 0 || season.compareTo(LONGEST_SEASON) > 0) {
            node.get()
                    .reject("must be 0s for none, or from %s to %s"
                            .formatted(PrometheusDuration.format(least), PrometheusDuration.format(LONGEST_SEASON)));
        }
        return Optional.of(season);
    }

    /** Ten times what is forecast, and ten seasons, are more than the forecast looks at. */
    private static Duration usualKeep(Duration horizon, Optional<Duration> season) {
        Duration wanted = longer(longer(horizon, season.orElse(Duration.ZERO)).multipliedBy(10), SHORTEST_KEEP);
        Duration usual = wanted.compareTo(USUAL_KEEP_AT_MOST) < 0 ? wanted : USUAL_KEEP_AT_MOST;
        return longer(usual, horizon);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
