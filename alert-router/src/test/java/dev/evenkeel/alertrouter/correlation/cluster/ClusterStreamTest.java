package dev.evenkeel.alertrouter.correlation.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.cluster.Evidence.Kind;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph.Edge;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterStreamTest {

    private static final Instant START = Instant.parse("2026-11-21T03:00:00Z");
    private static final DependencyGraph SHOP = DependencyGraph.of(
            List.of(), List.of(new Edge("web", "api"), new Edge("api", "db"), new Edge("mail", "mx")));

    @Test
    void alertsOfABurstAreOneCluster() {
        Map<String, String> clusters =
                clusters(SHOP, alert(0, "db"), alert(3, "api"), alert(9, "web"), alert(30, "api"));

        assertThat(clusters.values()).containsOnly("0 db");
    }

    @Test
    void aBurstAfterALongSilenceIsANewCluster() {
        Map<String, String> clusters = clusters(
                SHOP,
                alert(0, "db"),
                alert(3, "api"),
                alert(9, "web"),
                alert(3600, "api"),
                alert(3601, "web"),
                alert(3604, "db"));

        assertThat(clusters.get("3601 web")).isEqualTo("3600 api");
    }

    @Test
    void aLoneAlertAfterHalfAnHourOfSilenceIsANewCluster() {
        Map<String, String> clusters = clusters(SHOP, alert(0, "db"), alert(3, "api"), alert(2000, "api"));

        assertThat(clusters).containsEntry("2000 api", "2000 api");
    }

    @Test
    void aBurstWithinTheTailOfAnotherIsANewCluster() {
        List<Occurrence> alerts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            alerts.add(alert(i, "db"));
        }
        alerts.add(alert(60, "api"));
        alerts.add(alert(110, "api"));
        for (int i = 0; i < 20; i++) {
            alerts.add(alert(150 + i, "web"));
        }

        Map<String, String> clusters = clusters(SHOP, alerts.toArray(Occurrence[]::new));

        assertThat(clusters.get("110 api")).isEqualTo("0 db");
        assertThat(clusters.get("169 web")).isEqualTo("150 web");
    }

    @Test
    void whatHasNoDependencyIsApartThoughItComesAtTheSameTime() {
        Map<String, String> clusters =
                clusters(SHOP, alert(0, "db"), alert(1, "mx"), alert(2, "api"), alert(3, "mail"));

        assertThat(clusters).containsEntry("2 api", "0 db").containsEntry("3 mail", "1 mx");
    }

    @Test
    void aSharedLabelMakesKinWhereThereIsNoGraph() {
        Map<String, String> clusters = clusters(
                DependencyGraph.EMPTY,
                alert(0, "a", "host", "n1"),
                alert(1, "b", "host", "n2"),
                alert(2, "c", "host", "n1"),
                alert(3, "d", "host", "n3"));

        assertThat(clusters)
                .containsEntry("2 c", "0 a")
                .containsEntry("3 d", "3 d")
                .containsEntry("1 b", "1 b");
    }

    @Test
    void anAlertThatIsKinToTwoPartsMakesThemOne() {
        DependencyGraph chain = DependencyGraph.of(
                List.of(),
                List.of(
                        new Edge("a", "b"),
                        new Edge("b", "c"),
                        new Edge("c", "d"),
                        new Edge("d", "e"),
                        new Edge("e", "f"),
                        new Edge("f", "g"),
                        new Edge("g", "h")));

        Map<String, String> clusters = clusters(chain, alert(0, "a"), alert(1, "h"), alert(2, "d"), alert(3, "f"));

        assertThat(clusters.values()).containsOnly("0 a");
    }

    @Test
    void aDecisionIsTakenAMinuteAfterTheAlertAndSaysWhy() {
        var stream = new ClusterStream(SHOP, Pace.TUNED, Duration.ofSeconds(60));
        stream.accept(alert(0, "db"));
        stream.accept(alert(5, "api"));
        List<Membership> early = stream.settle(START.plusSeconds(59));

        List<Membership> settled = stream.settle(START.plusSeconds(65));

        assertThat(early).isEmpty();
        assertThat(settled).extracting(Membership::cluster).containsExactly("0 db", "0 db");
        assertThat(settled.getLast().evidence()).extracting(Evidence::kind).contains(Kind.TIME, Kind.GRAPH);
        assertThat(settled.getLast().evidence())
                .anySatisfy(evidence -> assertThat(evidence.says()).isEqualTo("api is 1 hop from db"));
    }

    @Property(tries = 200)
    void everyAlertEndsInOneClusterWhoseFounderIsInIt(
            @ForAll @Size(max = 60) List<@IntRange(max = 900) Integer> pauses,
            @ForAll @IntRange(min = 1, max = 9) int entities) {
        List<Occurrence> alerts = new ArrayList<>();
        int at = 0;
        for (int pause : pauses) {
            at += pause;
            alerts.add(new Occurrence(
                    "n" + alerts.size(),
                    START.plusSeconds(at),
                    "e" + alerts.size() % entities,
                    "s",
                    Labels.empty(),
                    ""));
        }

        Map<String, String> clusters = clusters(DependencyGraph.EMPTY, alerts.toArray(Occurrence[]::new));

        assertThat(clusters).hasSize(alerts.size());
        assertThat(clusters.keySet()).containsAll(Set.copyOf(clusters.values()));
    }

    private static Map<String, String> clusters(DependencyGraph graph, Occurrence... alerts) {
        var stream = new ClusterStream(graph, Pace.TUNED, Duration.ofSeconds(60));
        List<Membership> memberships = new ArrayList<>();
        for (Occurrence alert : alerts) {
            memberships.addAll(stream.accept(alert));
        }
        memberships.addAll(stream.finish());
        Map<String, String> clusters = new HashMap<>();
        memberships.forEach(each -> clusters.put(each.occurrence().id(), each.cluster()));
        return clusters;
    }

    private static Occurrence alert(int seconds, String entity, String... labels) {
        return new Occurrence(
                seconds + " " + entity, START.plusSeconds(seconds), entity, "down", Labels.of(labels), "");
    }
}
