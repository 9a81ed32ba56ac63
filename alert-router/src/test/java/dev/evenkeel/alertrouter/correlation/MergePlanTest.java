package dev.evenkeel.alertrouter.correlation;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.LinkStore.Link;
import dev.evenkeel.alertrouter.correlation.LinkStore.State;
import dev.evenkeel.alertrouter.correlation.MergePlan.Merger;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;

import static org.assertj.core.api.Assertions.assertThat;

class MergePlanTest {

    private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");

    private final Map<UUID, Incident> standing = new HashMap<>();
    private final Incident a = incident(3, Status.OPEN);
    private final Incident b = incident(2, Status.OPEN);
    private final Incident c = incident(1, Status.OPEN);
    private final Incident d = incident(0, Status.OPEN);

    @Test
    void allThatGoesIntoOneIncidentGoesAtOnce() {
        MergePlan plan = plan(link(a, b), link(a, c), link(d, a));

        assertThat(plan.mergers()).singleElement().satisfies(merger -> {
            assertThat(merger.survivor()).isEqualTo(a);
            assertThat(merger.others()).isEqualTo(Set.of(b.id(), c.id(), d.id()));
        });
    }

    @Test
    void aChainOfLinksEndsInTheOneThatGoesOn() {
        Link ofTheYounger = link(c, d);
        Link between = link(b, c);
        Link toTheEldest = link(d, a);

        List<Merger> mergers = plan(ofTheYounger, between, toTheEldest).mergers();

        assertThat(mergers).singleElement().satisfies(merger -> {
            assertThat(merger.survivor()).isEqualTo(a);
            assertThat(merger.links())
                    .isEqualTo(Map.of(
                            d.id(), List.of(ofTheYounger), c.id(), List.of(between), b.id(), List.of(toTheEldest)));
        });
    }

    @Test
    void whatIsToBeOneByThePlanIsConcludedWithIt() {
        Link again = link(b, c);
        Link already = link(incidentIn(a), a);

        MergePlan plan = plan(link(a, b), link(a, c), again, already);

        assertThat(plan.mergers())
                .singleElement()
                .satisfies(merger -> assertThat(merger.allLinks()).hasSize(3).contains(again));
        assertThat(plan.one()).containsExactly(already);
    }

    @Test
    void whatMayNotBeMergedStaysApartAndTheRestIsMerged() {
        Link over = link(a, incident(5, Status.RESOLVED));
        Link gone = new Link(a.id(), UUID.randomUUID(), NOW, List.of(), State.TO_MERGE, "");

        MergePlan plan = plan(over, link(a, b), gone, link(c, d));

        assertThat(plan.apart()).containsOnlyKeys(over, gone);
        assertThat(plan.mergers()).extracting(Merger::survivor).containsExactly(a, c);
    }

    private MergePlan plan(Link... links) {
        return MergePlan.of(List.of(links), standing);
    }

    private static Link link(Incident one, Incident other) {
        return new Link(one.id(), other.id(), NOW, List.of(), State.TO_MERGE, "");
    }

    /** One that was merged into another before. */
    private Incident incidentIn(Incident survivor) {
        Incident merged = incident(4, Status.RESOLVED);
        standing.put(merged.id(), survivor);
        return merged;
    }

    private Incident incident(long age, Status status) {
        Incident incident = CriticalIncident.of(NOW.minusSeconds(age), status, Optional.empty());
        standing.put(incident.id(), incident);
        return incident;
    }
}
