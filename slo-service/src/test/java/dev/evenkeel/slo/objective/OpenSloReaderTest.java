package dev.evenkeel.slo.objective;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.slo.burn.BurnPolicy;
import dev.evenkeel.testing.DocumentedExample;

import static org.assertj.core.api.Assertions.assertThat;

class OpenSloReaderTest {

    private static final String SOURCE = """
            apiVersion: openslo/v1
            kind: DataSource
            metadata: { name: shop }
            spec:
              type: Scrape
              connectionDetails: { job: shop, url: "http://shop.example/metrics", interval: 5s }
            ---
            """;

    private static final String SLO = """
            apiVersion: openslo/v1
            kind: SLO
            metadata: { name: shop-availability, displayName: Shop answers, labels: { team: shop } }
            spec:
              description: Customers get an answer
              service: shop
              indicator:
                metadata: { name: shop-answers }
                spec:
                  ratioMetric:
                    counter: true
                    good: { metricSource: { metricSourceRef: shop, spec: { query: 'requests_total{code!~"5.."}' } } }
                    total: { metricSource: { metricSourceRef: shop, spec: { query: requests_total } } }
              timeWindow: [{ duration: 30d, isRolling: true }]
              budgetingMethod: Occurrences
              objectives: [{ target: 0.999 }]
            """;

    private final LiveConfiguration<SloCatalog> live =
            new LiveConfiguration<>(new OpenSloReader(), SloCatalog.EMPTY, Clock.systemUTC());

    @Test
    void theExampleInTheGuideIsUnderstood() {
        List<ConfigProblem> problems = load(DocumentedExample.in("slo-service.md"));

        assertThat(problems).isEmpty();
        assertThat(live.current().slos()).hasSize(2);
    }

    @Test
    void anObjectiveIsReadWithItsIndicatorWindowAndTheRecommendedPolicies() {
        assertThat(load(SOURCE + SLO)).isEmpty();

        Slo slo = live.current().find("shop-availability").orElseThrow();
        assertThat(slo.displayName()).isEqualTo("Shop answers");
        assertThat(slo.target()).isEqualTo(0.999);
        assertThat(slo.window()).isEqualTo(new BudgetWindow.Rolling(Duration.ofDays(30)));
        assertThat(slo.policies()).isEqualTo(BurnPolicy.RECOMMENDED);
        assertThat(slo.labels()).containsEntry("team", "shop");
        assertThat(slo.indicator())
                .isEqualTo(new Indicator.Ratio(
                        new MetricQuery("shop", "requests_total{code!~\"5..\"}"),
                        true,
                        new MetricQuery("shop", "requests_total")));
    }

    @Test
    void whatIsReferredToMayStandInAnotherFile() {
        String policy = """
                apiVersion: openslo/v1
                kind: AlertPolicy
                metadata: { name: quick }
                spec: { conditions: [{ conditionRef: quick-burn }] }
                ---
                apiVersion: openslo/v1
                kind: AlertCondition
                metadata: { name: quick-burn }
                spec:
                  severity: page
                  condition: { kind: burnrate, op: gte, threshold: 10, lookbackWindow: 12m, alertAfter: 30s }
                """;
        String slo = SLO + "  alertPolicies: [quick]\n";

        List<ConfigProblem> problems = live.load(
                        new TreeMap<>(Map.of("1.yaml", slo, "2.yaml", SOURCE, "3.yaml", policy)))
                .problems();

        assertThat(problems).isEmpty();
        assertThat(live.current().slos().getFirst().policies())
                .containsExactly(new BurnPolicy("quick", "page", 10, Duration.ofMinutes(12), Duration.ofSeconds(30)));
    }

    @Test
    void eachObjectiveOfADocumentIsAPromiseOfItsOwn() {
        String latency = """
                apiVersion: openslo/v1
                kind: SLO
                metadata: { name: shop-temperature }
                spec:
                  service: shop
                  indicator:
                    metadata: { name: temperature }
                    spec: { thresholdMetric: { metricSource: { spec: { query: temperature_celsius } } } }
                  timeWindow:
                    - duration: 1M
                      isRolling: false
                      calendar: { startTime: "2026-01-01 00:00:00", timeZone: Europe/Berlin }
                  objectives:
                    - { displayName: warm, op: gt, value: 18, targetPercent: 95 }
                    - { displayName: not hot, op: lte, value: 30, target: 0.99 }
                """;

        assertThat(load(SOURCE + latency)).isEmpty();

        assertThat(live.current().slos())
                .extracting(Slo::name)
                .containsExactly("shop-temperature", "shop-temperature-2");
        assertThat(live.current().slos().getFirst().target()).isEqualTo(0.95);
        assertThat(live.current().slos().getLast().indicator())
                .isInstanceOfSatisfying(
                        Indicator.Threshold.class,
                        threshold -> assertThat(threshold.isGood(30)).isTrue());
    }

    @Test
    void mistakesAreFoundTogetherEachWithItsLine() {
        String wrong = SLO.replace("target: 0.999", "target: 1")
                .replace(
                        "metricSourceRef: shop, spec: { query: requests_total }",
                        "metricSourceRef: shp, spec: { query: requests_total }")
                .replace("requests_total{code!~\"5..\"}", "sum(requests_total)")
                .replace("service: shop", "servce: shop")
                .replace("Occurrences", "Timeslices");

        assertThat(load(SOURCE + wrong))
                .extracting(ConfigProblem::toString)
                .anySatisfy(problem -> assertThat(problem).contains("spec: needs the field 'service'"))
                .anySatisfy(problem -> assertThat(problem).contains("servce: is not a field here"))
                .anySatisfy(problem -> assertThat(problem).contains("names no DataSource; there are shop"))
                .anySatisfy(problem -> assertThat(problem).contains("must be a selector"))
                .anySatisfy(problem -> assertThat(problem).contains("must be Occurrences"))
                .anySatisfy(problem -> assertThat(problem).contains("a budget of 0 cannot be kept"));
        assertThat(live.current()).isSameAs(SloCatalog.EMPTY);
    }

    @Test
    void anotherVersionOrKindIsNotGuessedAt() {
        assertThat(load("apiVersion: openslo/v2\nkind: SLO\n---\napiVersion: openslo/v1\nkind: Slo\n"))
                .extracting(ConfigProblem::reason)
                .contains("must be openslo/v1")
                .anySatisfy(reason -> assertThat(reason).startsWith("must be SLO or one of AlertCondition"));
    }

    private List<ConfigProblem> load(String yaml) {
        return live.load(new TreeMap<>(Map.of("slo.yaml", yaml))).problems();
    }
}
