package dev.evenkeel.alertrouter.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.alert.StorableText;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.platform.series.Labels;

/** A node of the route tree with its inherited options. Immutable. */
public final class Route {

    private final String key;
    private final String id;
    private final RouteOptions options;
    private final Matchers matchers;
    private final RouteSchedule schedule;
    private final Map<String, String> labels;
    private final boolean continues;
    private final List<Route> children;

    private Route(
            RouteDefinition definition,
            RouteOptions inherited,
            Map<String, String> inheritedLabels,
            String keyPrefix,
            String idPrefix,
            String position) {
        this.matchers = definition.matchers();
        this.options = inherited.overriddenBy(definition);
        this.schedule = definition.schedule();
        this.labels = merged(inheritedLabels, definition.labels());
        this.continues = definition.continues();
        this.key = StorableText.of(keyPrefix + matchers);
        this.id = StorableText.of(idPrefix + matchers + position);
        List<RouteDefinition> routes = definition.routes();
        this.children = IntStream.range(0, routes.size())
                .mapToObj(i -> new Route(routes.get(i), options, labels, key + "/", id + "/", "/" + i))
                .toList();
    }

    private static Map<String, String> merged(Map<String, String> inherited, Map<String, String> own) {
        var all = new TreeMap<>(inherited);
        all.putAll(own);
        return Map.copyOf(all);
    }

    /** Builds the tree below a root definition. */
    public static Route tree(RouteDefinition root) {
        return new Route(root, RouteOptions.defaults(), Map.of(), "", "", "");
    }

    /**
     * The matchers from the root to here, <code>{}/{severity="critical"}</code>: the first half of a group key. Two routes
     * may share one; {@link #id()} tells them apart.
     */
    public String key() {
        return key;
    }

    /** Unique within the tree: the key with the position among the siblings at every level. */
    public String id() {
        return id;
    }

    public RouteOptions options() {
        return options;
    }

    /** When this route speaks; not inherited. */
    public RouteSchedule schedule() {
        return schedule;
    }

    /**
     * What notifications of this route carry besides, with what it inherits: texts by name, which are templates and may ask
     * for each other.
     */
    public Map<String, String> labels() {
        return labels;
    }

    /**
     * The routes that take an alert, in the order of the tree: depth first, the first matching child of each node unless
     * that child continues, the node itself if no child matches.
     *
     * @return empty only if this route's own matchers do not hold
     */
    public List<Route> match(Labels labels) {
        var matched = new ArrayList<Route>(2);
        collect(labels, matched);
        return matched;
    }

    private boolean collect(Labels labels, List<Route> matched) {
        if (!matchers.match(labels)) {
            return false;
        }
        int before = matched.size();
        for (Route child : children) {
            if (child.collect(labels, matched) && !child.continues) {
                break;
            }
        }
        if (matched.size() == before) {
            matched.add(this);
        }
        return true;
    }

    /**
     * How an alert finds its way from here down: the same walk as {@link #match}, with what was not taken and why.
     *
     * @param route where this is
     * @param failed the first matcher that does not hold; empty if all do
     * @param takes whether the alert ends here
     * @param children those that were asked, in order; the walk ends behind the last
     */
    public record Trace(Route route, Optional<Matcher> failed, boolean takes, List<Trace> children) {}

    /** How an alert finds its way from here down. */
    public Trace trace(Labels labels) {
        Optional<Matcher> failed = matchers.list().stream()
                .filter(matcher -> !matcher.matches(labels))
                .findFirst();
        if (failed.isPresent()) {
            return new Trace(this, failed, false, List.of());
        }
        var asked = new ArrayList<Trace>();
        for (Route child : children) {
            Trace trace = child.trace(labels);
            asked.add(trace);
            if (trace.failed().isEmpty() && !child.continues) {
                break;
            }
        }
        boolean takes = asked.stream().allMatch(child -> child.failed().isPresent());
        return new Trace(this, failed, takes, List.copyOf(asked));
    }

    public Matchers matchers() {
        return matchers;
    }

    public boolean continues() {
        return continues;
    }

    /** This route and all below it. */
    public Stream<Route> walk() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Route::walk));
    }

    /** The group of this route that an alert with these labels belongs to. */
    public GroupKey groupOf(Labels labels) {
        return new GroupKey(id, key, options.groupBy().groupLabels(labels));
    }

    @Override
    public String toString() {
        return id + " to " + options.receiver();
    }
}
