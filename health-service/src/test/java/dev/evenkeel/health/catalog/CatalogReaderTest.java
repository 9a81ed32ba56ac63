package dev.evenkeel.health.catalog;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.DocumentedExample;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogReaderTest {

    private final LiveConfiguration<Catalog> live =
            new LiveConfiguration<>(new CatalogReader(), Catalog.EMPTY, Clock.systemUTC());

    @Test
    void theExampleInTheGuideIsUnderstood() {
        List<ConfigProblem> problems = load(DocumentedExample.in("health-service.md"));

        assertThat(problems).isEmpty();
        assertThat(live.current().components()).hasSize(4);
    }

    @Test
    void aComponentIsReadWithEverythingThatCanBeSaid() {
        List<ConfigProblem> problems = load("""
                components:
                  - name: web
                    description: The shop's pages
                    criticality: critical
                    owner: shop
                    runbook: https://runbooks.example/web
                    depends_on:
                      - database
                      - component: search
                        strength: soft
                    check:
                      http:
                        url: https://shop.example/health
                        method: GET
                        headers: { X-Probe: evenkeel }
                        expect_status: [200, 204]
                        expect_body: '"status":\\s*"ok"'
                        bearer_token_env: SHOP_TOKEN
                      interval: 10s
                      timeout: 2s
                      failure_threshold: 2
                      success_threshold: 1
                  - name: database
                    check: { postgres: { host: db, database: shop, user: probe, password_file: /run/secrets/db } }
                  - name: search
                    check: { tcp: { host: search, port: 9200 } }
                """);

        assertThat(problems).isEmpty();
        Component web = live.current().find("web").orElseThrow();
        assertThat(web.criticality()).isEqualTo(Criticality.CRITICAL);
        assertThat(web.dependsOn())
                .containsExactly(
                        new Dependency("database", Dependency.Strength.HARD),
                        new Dependency("search", Dependency.Strength.SOFT));
        assertThat(web.check().interval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(web.check().target()).isInstanceOfSatisfying(Target.Http.class, http -> {
            assertThat(http.expects(204)).isTrue();
            assertThat(http.expects(201)).isFalse();
            assertThat(http).asString().doesNotContain("SHOP_TOKEN");
        });
        assertThat(live.current().find("database").orElseThrow().check().target())
                .isInstanceOfSatisfying(
                        Target.Postgres.class,
                        postgres -> assertThat(postgres.port()).isEqualTo(5432));
    }

    @Test
    void mistakesAreFoundTogetherEachWithItsLine() {
        List<ConfigProblem> problems = load("""
                components:
                  - name: web
                    depends_on: [databse, web]
                    check:
                      http: { url: "shop.example" }
                      tcp: { host: shop, port: 0 }
                      interval: 100ms
                  - name: web
                    check: { udp: {} }
                """);

        assertThat(problems)
                .extracting(problem -> problem.line() + " " + problem.path())
                .contains(
                        "3 components[0].depends_on[0]",
                        "3 components[0].depends_on[1]",
                        "5 components[0].check.http.url",
                        "5 components[0].check",
                        "6 components[0].check.tcp.port",
                        "7 components[0].check.interval",
                        "8 components[1].name",
                        "9 components[1].check.udp");
        assertThat(live.current()).isSameAs(Catalog.EMPTY);
    }

    @Test
    void aReplicaNamesTheComponentThatItIsOneOf() {
        List<ConfigProblem> problems = load("""
                components:
                  - { name: web, check: { tcp: { host: web, port: 80 } } }
                  - { name: web-1, replica_of: web, check: { tcp: { host: web-1, port: 80 } } }
                """);

        assertThat(problems).isEmpty();
        assertThat(live.current().find("web-1").orElseThrow().replicaOf()).contains("web");
    }

    @Test
    void aReplicaOfNothingThatThereIsIsRefused() {
        List<ConfigProblem> problems =
                load("components: [{ name: web-1, replica_of: wbe, check: { tcp: { host: web-1, port: 80 } } }]");

        assertThat(problems)
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).startsWith("is not a component"));
    }

    @Test
    void componentsOfSeveralFilesMayDependOnEachOther() {
        var status = live.load(new TreeMap<>(Map.of(
                "a.yaml", "components: [{ name: web, depends_on: [database], check: { tcp: { host: a, port: 1 } } }]",
                "b.yaml", "components: [{ name: database, check: { tcp: { host: b, port: 2 } } }]")));

        assertThat(status.problems()).isEmpty();
        assertThat(live.current().components()).hasSize(2);
    }

    private List<ConfigProblem> load(String yaml) {
        return live.load(new TreeMap<>(Map.of("checks.yaml", yaml))).problems();
    }
}
