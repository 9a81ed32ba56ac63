package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Annotations;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Source;
import dev.evenkeel.alertrouter.inhibition.Inhibition.Sources;
import dev.evenkeel.alertrouter.routing.GroupKey;
import dev.evenkeel.alertrouter.routing.Route;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.platform.series.Labels;

/** One configuration in a replay, with the alerts that fire at the moment that is played. */
final class ReplayedConfig {

    private record Ending(Instant at, Source source) {}

    /** Fingerprints of the sources of one key, by kind. */
    private static final class Firing {

        private final Set<Long> oneSide = new LinkedHashSet<>();
        private final Set<Long> bothSides = new LinkedHashSet<>();

        private Set<Long> of(Source source) {
            return source.bothSides() ? bothSides : oneSide;
        }

        private Sources sources() {
            return new Sources(oneSide.stream().findFirst(), bothSides.stream().findFirst());
        }
    }

    private static final class Count {

        private int episodes;
        private int suppressed;
        private final Set<UUID> groups = new HashSet<>();
    }

    private final RouterConfig config;
    private final PriorityQueue<Ending> endings = new PriorityQueue<>(Comparator.comparing(Ending::at));
    private final Map<UUID, Firing> firing = new HashMap<>();
    private final Map<String, Count> counts = new TreeMap<>();

    ReplayedConfig(RouterConfig config) {
        this.config = config;
    }

    /** Where an episode goes, a sentence for each route that takes it. */
    List<String> outcomes(Episode episode) {
        forgetEnded(episode.startedAt());
        Optional<Long> inhibitedBy = config.inhibition().inhibiting(episode.labels(), sourcesFor(episode.labels()));
        List<String> outcomes = new ArrayList<>();
        for (Route route : config.route().match(episode.labels())) {
            outcomes.add(outcome(route, episode, inhibitedBy.isPresent()));
        }
        remember(episode);
        return outcomes;
    }

    private String outcome(Route route, Episode episode, boolean inhibited) {
        String receiver = route.options().receiver();
        GroupKey group = route.groupOf(episode.labels());
        Count count = counts.computeIfAbsent(receiver, name -> new Count());
        boolean speaks = route.schedule().at(episode.startedAt(), config.timeIntervals()) instanceof Verdict.Speaks;
        if (inhibited || !speaks) {
            count.suppressed++;
            return receiver + (inhibited ? " is not told: inhibited" : " is not told: mute at that time");
        }
        count.episodes++;
        count.groups.add(group.id());
        return receiver + " is told in the group " + group.text();
    }

    private Map<UUID, Sources> sourcesFor(Labels labels) {
        Map<UUID, Sources> sources = new HashMap<>();
        for (UUID key : config.inhibition().keysOfTarget(labels)) {
            Firing known = firing.get(key);
            if (known != null) {
                sources.put(key, known.sources());
            }
        }
        return sources;
    }

    private void remember(Episode episode) {
        var alert = new Alert(
                episode.fingerprint(),
                episode.labels(),
                Annotations.none(),
                episode.startedAt(),
                episode.endedAt(),
                "",
                episode.startedAt(),
                false);
        for (Source source : config.inhibition().sources(List.of(alert))) {
            firing.computeIfAbsent(source.key(), key -> new Firing()).of(source).add(source.fingerprint());
            endings.add(new Ending(episode.endedAt(), source));
        }
    }

    private void forgetEnded(Instant now) {
        while (!endings.isEmpty() && !endings.peek().at().isAfter(now)) {
            Source source = endings.poll().source();
            Firing known = firing.get(source.key());
            known.of(source).remove(source.fingerprint());
        }
    }

    Map<String, ReplayReport.Load> loads() {
        Map<String, ReplayReport.Load> loads = new TreeMap<>();
        counts.forEach((receiver, count) ->
                loads.put(receiver, new ReplayReport.Load(count.episodes, count.groups.size(), count.suppressed)));
        return loads;
    }
}
