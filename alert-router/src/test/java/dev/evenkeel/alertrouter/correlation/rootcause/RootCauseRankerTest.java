package dev.evenkeel.alertrouter.correlation.rootcause;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.cluster.Occurrence;
import dev.evenkeel.alertrouter.correlation.graph.Criticality;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Node;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class RootCauseRankerTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");

    private final RootCauseRanker ranker = new RootCauseRanker(DependencyGraph.of(
            Stream.of("web-0", "web-1", "web-2", "web-3")
                    .map(pod -> new Node(pod, Criticality.UNKNOWN, Set.of("web")))
                    .toList(),
            List.of()));

    @Test
    void whatIsRareIsAheadOfWhatIsInEveryIncident() {
        SignalHistory history = SignalHistory.NONE;
        for (int i = 0; i < 10; i++) {
            history = history.after(List.of(alert(0, "api", "latency")));
        }

        List<Suspect> suspects = ranker.rank(List.of(alert(0, "api", "latency"), alert(5, "db", "disk full")), history);

        assertThat(suspects).extracting(Suspect::entity).containsExactly("db", "api");
        assertThat(suspects.getFirst().evidence())
                .singleElement()
                .satisfies(clue -> assertThat(clue.says())
                        .isEqualTo("disk full: seen in 0 of 10 earlier incidents, here alone, 5 s after the first"));
    }

    @Test
    void theFirstIncidentOfAllIsComparedWithNone() {
        List<Suspect> suspects = ranker.rank(List.of(alert(0, "api", "latency")), SignalHistory.NONE);

        assertThat(suspects.getFirst().evidence())
                .extracting(clue -> clue.says())
                .containsExactly("latency: no earlier incident to compare with, here alone, the first of all");
    }

    @Test
    void whatIsEverywhereIsASymptom() {
        List<Suspect> suspects = ranker.rank(
                List.of(
                        alert(0, "a", "latency"),
                        alert(0, "b", "latency"),
                        alert(0, "c", "latency"),
                        alert(1, "d", "oom")),
                SignalHistory.NONE);

        assertThat(suspects.getFirst().entity()).isEqualTo("d");
    }

    @Test
    void whatCameFirstIsAheadOfWhatCameLate() {
        List<Suspect> suspects = ranker.rank(List.of(alert(300, "a", "x"), alert(0, "b", "y")), SignalHistory.NONE);

        assertThat(suspects).extracting(Suspect::entity).containsExactly("b", "a");
    }

    @Test
    void aComponentIsSuspectedIfAllItsReplicasAreAlike() {
        List<Occurrence> incident = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            incident.add(alert(0, "web-" + i, "cpu"));
        }

        List<Suspect> suspects = ranker.rank(incident, SignalHistory.NONE);

        assertThat(suspects.getFirst().entity()).isEqualTo("web");
        assertThat(suspects.getFirst().evidence().getFirst().says())
                .isEqualTo("4 of its 4 replicas are affected: web-0, web-1, web-2, web-3");
    }

    @Test
    void aReplicaIsSuspectedIfItStandsOut() {
        List<Suspect> suspects = ranker.rank(
                List.of(alert(0, "web-1", "cpu"), alert(0, "web-1", "memory"), alert(200, "web-2", "latency")),
                SignalHistory.NONE);

        assertThat(suspects.getFirst().entity()).isEqualTo("web-1");
    }

    @Test
    void anIncidentWithoutEntitiesHasNoSuspects() {
        assertThat(ranker.rank(List.of(alert(0, "", "cpu")), SignalHistory.NONE))
                .isEmpty();
    }

    @Test
    void ofThoseWithTheSameEvidenceTheMostCriticalIsFirst() {
        var ranking = new RootCauseRanker(DependencyGraph.of(
                List.of(
                        new Node("a", Criticality.LOW, Set.of()),
                        new Node("b", Criticality.CRITICAL, Set.of()),
                        new Node("c", Criticality.CRITICAL, Set.of())),
                List.of()));
        List<Occurrence> alike = List.of(
                alert(0, "a", "x"),
                alert(0, "a", "y"),
                alert(0, "b", "y"),
                alert(0, "b", "x"),
                alert(0, "z", "x"),
                alert(0, "z", "y"));

        List<Suspect> suspects = ranking.rank(alike, SignalHistory.NONE);
        assertThat(suspects).extracting(Suspect::entity).containsExactly("b", "a", "z");
        assertThat(suspects)
                .extracting(Suspect::criticality)
                .containsExactly(Criticality.CRITICAL, Criticality.LOW, Criticality.UNKNOWN);

        // evidence counts, however critical something is
        assertThat(ranking.rank(List.of(alert(0, "a", "x"), alert(300, "c", "y")), SignalHistory.NONE))
                .extracting(Suspect::entity)
                .containsExactly("a", "c");
    }

    private static Occurrence alert(int seconds, String entity, String signal) {
        return new Occurrence(
                seconds + entity + signal, START.plusSeconds(seconds), entity, signal, Labels.empty(), "");
    }
}
