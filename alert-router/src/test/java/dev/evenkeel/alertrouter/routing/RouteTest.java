package dev.evenkeel.alertrouter.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class RouteTest {

    private final Route root = Route.tree(node("", "default", false)
            .groupBy("alertname")
            .children(
                    node("severity=\"critical\"", "page", true),
                    node("team=~\"a|b\"", "team", false)
                            .children(node("env=\"dev\"", "dev", false).groupByAll(), node("env=\"prod\"", "", false)),
                    node("severity=\"critical\"", "late", false))
            .build());

    @Test
    void anAlertThatNoChildTakesStaysWithTheParent() {
        assertThat(receivers("alertname", "X")).containsExactly("default");
    }

    @Test
    void aChildThatContinuesLetsLaterSiblingsMatchToo() {
        assertThat(receivers("severity", "critical")).containsExactly("page", "late");
        assertThat(receivers("severity", "critical", "team", "a")).containsExactly("page", "team");
    }

    @Test
    void theDeepestMatchWinsAndInheritsWhatItDoesNotSay() {
        Route route = root.match(Labels.of("team", "b", "env", "prod")).getFirst();

        assertThat(route.options().receiver()).isEqualTo("team");
        assertThat(route.options().groupBy()).isEqualTo(new GroupBy.Only(Set.of("alertname")));
        assertThat(route.options().groupWait()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void keysAreTheMatchersFromTheRootAndIdsAlsoThePositions() {
        Route route = root.match(Labels.of("team", "b", "env", "prod")).getFirst();

        assertThat(route.key()).isEqualTo("{}/{team=~\"a|b\"}/{env=\"prod\"}");
        assertThat(route.id()).isEqualTo("{}/{team=~\"a|b\"}/1/{env=\"prod\"}/1");
    }

    @Test
    void keysAndIdsAreTextsThatCanBeStored() {
        Route route = Route.tree(node("", "default", false)
                        .children(node("a=\"\0\"", "nul", false))
                        .build())
                .match(Labels.of("a", "\0"))
                .getFirst();

        assertThat(route.key()).isEqualTo("{}/{a=\"\uFFFD\"}");
        assertThat(route.id()).isEqualTo("{}/{a=\"\uFFFD\"}/0");
    }

    @Test
    void twoRoutesOfTheSameMatchersShareAKeyButNotAnId() {
        List<Route> critical = root.match(Labels.of("severity", "critical"));

        assertThat(critical).extracting(Route::key).containsOnly("{}/{severity=\"critical\"}");
        assertThat(critical).extracting(Route::id).doesNotHaveDuplicates();
    }

    @Test
    void aGroupKeyIsTheRoutesKeyAndTheGroupLabels() {
        Labels alert = Labels.of("alertname", "Disk \"full\"", "severity", "critical");
        Route page = root.match(alert).getFirst();

        assertThat(page.groupOf(alert).text())
                .isEqualTo("{}/{severity=\"critical\"}:{alertname=\"Disk \\\"full\\\"\"}");
    }

    @Test
    void groupingByAllLabelsMakesEveryLabelSetItsOwnGroup() {
        Labels alert = Labels.of("team", "a", "env", "dev", "pod", "7");
        Route dev = root.match(alert).getFirst();

        assertThat(dev.groupOf(alert).labels()).isEqualTo(alert);
    }

    @Test
    void valuesAreQuotedAsGoQuotesThem() {
        assertThat(GoQuoting.quote("tab\tbell\u0007nul\u0000é\u00a0\u200b🙂\\"))
                .isEqualTo("\"tab\\tbell\\anul\\x00é\\u00a0\\u200b🙂\\\\\"");
    }

    private List<String> receivers(String... labels) {
        return root.match(Labels.of(labels)).stream()
                .map(route -> route.options().receiver())
                .toList();
    }

    private static Node node(String matchers, String receiver, boolean continues) {
        return new Node(matchers, receiver, continues);
    }

    private static final class Node {

        private final Matchers matchers;
        private final Optional<String> receiver;
        private final boolean continues;
        private Optional<GroupBy> groupBy = Optional.empty();
        private List<RouteDefinition> children = List.of();

        Node(String matchers, String receiver, boolean continues) {
            this.matchers = new Matchers(MatcherSyntax.FALLBACK.parseList(matchers));
            this.receiver = Optional.of(receiver).filter(name -> !name.isEmpty());
            this.continues = continues;
        }

        Node groupBy(String... names) {
            groupBy = Optional.of(new GroupBy.Only(Set.of(names)));
            return this;
        }

        Node groupByAll() {
            groupBy = Optional.of(new GroupBy.AllLabels());
            return this;
        }

        Node children(Node... nodes) {
            children = List.of(nodes).stream().map(Node::build).toList();
            return this;
        }

        RouteDefinition build() {
            return new RouteDefinition(
                    receiver,
                    groupBy,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    matchers,
                    RouteSchedule.always(),
                    Map.of(),
                    continues,
                    children);
        }
    }
}
