package dev.evenkeel.alertrouter.correlation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.MergeRule.Apart;
import dev.evenkeel.alertrouter.correlation.MergeRule.Merge;
import dev.evenkeel.alertrouter.incident.Incident;

/**
 * What becomes of links between incidents that are to be one. All that goes into the same incident goes at once: in a storm
 * that is hundreds, and each time the whole of that incident is looked at.
 *
 * @param mergers each to be done by itself
 * @param apart links between incidents that stay apart, with the reason
 * @param one links within what is one incident already
 */
record MergePlan(List<Merger> mergers, Map<Link, String> apart, List<Link> one) {

    /**
     * Incidents that become part of another.
     *
     * @param links by which they do, by the id of the incident
     */
    record Merger(Incident survivor, Map<UUID, List<Link>> links) {

        Merger {
            links = Map.copyOf(links);
        }

        Set<UUID> others() {
            return links.keySet();
        }

        /** The same, one after the other. */
        List<Merger> singly() {
            return links.entrySet().stream()
                    .map(each -> new Merger(survivor, Map.of(each.getKey(), each.getValue())))
                    .toList();
        }

        List<Link> allLinks() {
            return links.values().stream().flatMap(List::stream).toList();
        }
    }

    /**
     * Plans for links in their order.
     *
     * @param standing what the incidents that the links name go on as; those that are gone are left out
     */
    static MergePlan of(List<Link> links, Map<UUID, Incident> standing) {
        var draft = new Draft(standing);
        links.forEach(draft::take);
        return draft.done();
    }

    private static final class Draft {

        private final Map<UUID, Incident> standing;
        private final Map<UUID, Incident> goesOnAs = new HashMap<>();
        private final Map<UUID, Map<UUID, List<Link>>> others = new LinkedHashMap<>();
        private final Map<UUID, Incident> survivors = new HashMap<>();
        private final Map<Link, String> apart = new LinkedHashMap<>();
        private final List<Link> one = new ArrayList<>();

        Draft(Map<UUID, Incident> standing) {
            this.standing = standing;
        }

        void take(Link link) {
            Optional<Incident> first = now(link.incident());
            Optional<Incident> second = now(link.other());
            if (first.isPresent() && first.map(Incident::id).equals(second.map(Incident::id))) {
                within(link, first.get());
                return;
            }
            switch (MergeRule.of(first, second)) {
                case Apart(String because) -> apart.put(link, because);
                case Merge(Incident survivor, Incident other) -> merge(survivor, other, link);
            }
        }

        private Optional<Incident> now(UUID named) {
            Incident incident = standing.get(named);
            while (incident != null && goesOnAs.containsKey(incident.id())) {
                incident = goesOnAs.get(incident.id());
            }
            return Optional.ofNullable(incident);
        }

        private void within(Link link, Incident survivor) {
            UUID first = standing.get(link.incident()).id();
            UUID second = standing.get(link.other()).id();
            if (first.equals(second)) {
                one.add(link);
                return;
            }
            // by this plan alone, which may yet be refused
            Map<UUID, List<Link>> planned = others.get(survivor.id());
            planned.get(planned.containsKey(second) ? second : first).add(link);
        }

        private void merge(Incident survivor, Incident other, Link link) {
            goesOnAs.put(other.id(), survivor);
            survivors.put(survivor.id(), survivor);
            Map<UUID, List<Link>> its = others.computeIfAbsent(survivor.id(), id -> new LinkedHashMap<>());
            its.computeIfAbsent(other.id(), id -> new ArrayList<>()).add(link);
            its.putAll(Optional.ofNullable(others.remove(other.id())).orElse(Map.of()));
        }

        MergePlan done() {
            return new MergePlan(
                    others.entrySet().stream()
                            .map(each -> new Merger(survivors.get(each.getKey()), each.getValue()))
                            .toList(),
                    apart,
                    one);
        }
    }
}
