package dev.evenkeel.alertrouter.config;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.evenkeel.alertrouter.routing.GroupBy;
import dev.evenkeel.alertrouter.routing.RouteDefinition;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;

/** Reads the {@code route} section; mistakes are named in Alertmanager's words. */
final class RouteReader {

    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Set<String> receivers;
    private final Set<String> timeIntervals;
    private final MatchersReader matchers;

    /** @param timeIntervals names that a route may be muted or active by */
    RouteReader(Set<String> receivers, Set<String> timeIntervals, MatchersReader matchers) {
        this.receivers = receivers;
        this.timeIntervals = timeIntervals;
        this.matchers = matchers;
    }

    RouteDefinition readRoot(ConfigNode node) {
        RouteDefinition root = read(node);
        if (root.receiver().isEmpty()) {
            node.reject("root route must specify a default receiver");
        }
        if (!root.matchers().isEmpty()) {
            node.reject("root route must not have any matchers");
        }
        if (!root.schedule().mutedDuring().isEmpty()) {
            node.reject("root route must not have any mute time intervals");
        }
        if (!root.schedule().activeDuring().isEmpty()) {
            node.reject("root route must not have any active time intervals");
        }
        if (root.continues()) {
            node.reject("cannot have continue in root route");
        }
        return root;
    }

    private RouteDefinition read(ConfigNode node) {
        ConfigMapping route = node.mapping();
        var definition = new RouteDefinition(
                route.optional("receiver").map(this::readReceiver),
                route.optional("group_by").map(this::readGroupBy),
                route.optional("group_wait").map(value -> value.duration(Duration.ZERO, LONGEST)),
                route.optional("group_interval").map(value -> readInterval(value, "group_interval")),
                route.optional("repeat_interval").map(value -> readInterval(value, "repeat_interval")),
                matchers.read(route, ""),
                new RouteSchedule(
                        readIntervals(route, "mute_time_intervals"), readIntervals(route, "active_time_intervals")),
                readLabels(route),
                route.optional("continue", ConfigNode::flag, false),
                route.optional("routes", routes -> routes.list(this::read), List.of()));
        route.refuseOthers();
        return definition;
    }

    private Map<String, String> readLabels(ConfigMapping route) {
        return route.optional("labels")
                .map(labels -> {
                    labels.mapping().entries().forEach((name, value) -> {
                        if (!matchers.isLabelName(name)) {
                            value.reject("invalid label name \"" + name + "\" in route labels");
                        }
                    });
                    return labels.mapping().texts();
                })
                .orElse(Map.of());
    }

    private String readReceiver(ConfigNode node) {
        String receiver = node.name();
        if (!receivers.contains(receiver)) {
            node.reject("undefined receiver \"" + receiver + "\" used in route");
        }
        return receiver;
    }

    private List<String> readIntervals(ConfigMapping route, String field) {
        return route.optional(field, names -> names.list(this::readTimeInterval), List.of());
    }

    private String readTimeInterval(ConfigNode node) {
        String name = node.text();
        if (!timeIntervals.contains(name)) {
            node.reject("undefined time interval \"" + name + "\" used in route");
        }
        return name;
    }

    private static Duration readInterval(ConfigNode node, String field) {
        Duration interval = node.duration(Duration.ZERO, LONGEST);
        if (interval.isZero()) {
            node.reject(field + " cannot be zero");
        }
        return interval;
    }

    private GroupBy readGroupBy(ConfigNode node) {
        var names = new LinkedHashSet<String>();
        for (ConfigNode element : node.list()) {
            String name = element.text();
            if (!name.equals("...") && !matchers.isLabelName(name)) {
                element.reject("invalid label name \"" + name + "\" in group_by list");
            } else if (!names.add(name)) {
                element.reject("duplicated label \"" + name + "\" in group_by");
            }
        }
        if (!names.remove("...")) {
            return new GroupBy.Only(names);
        }
        if (!names.isEmpty()) {
            node.reject("cannot have wildcard group_by (`...`) and other labels at the same time");
        }
        return new GroupBy.AllLabels();
    }
}
