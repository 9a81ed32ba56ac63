package dev.evenkeel.capacity.resource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.configuration.ConfigProblem;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.prometheus.DataSource;

import static org.assertj.core.api.Assertions.assertThat;

class ResourceCatalogReaderTest {

    private static final String SOURCES = """
            sources:
              - name: node
                scrape: { job: node, url: "http://node.example/metrics", timeout: 5s }
              - name: prometheus
                prometheus: { url: "http://prometheus.example" }
            """;

    private static final String DISK = """
            resources:
              - name: shop-disk
                display_name: Disk of the shop
                description: Orders and pictures
                service: shop
                unit: bytes
                source: node
                usage: disk_size_bytes - disk_free_bytes
                limit: { query: disk_size_bytes }
                saturation: 0.9
                season: 1w
                step: 1m
                horizon: 30d
                warn_within: 5d
                settle: 10m
                keep: 100d
                runbook: https://runbooks.example/disk
                labels: { team: shop }
            """;

    private final LiveConfiguration<ResourceCatalog> live =
            new LiveConfiguration<>(new ResourceCatalogReader(), ResourceCatalog.EMPTY, Clock.systemUTC());

    @Test
    void aResourceIsReadWithEverythingThatIsSaidOfIt() {
        assertThat(load(SOURCES + DISK)).isEmpty();

        assertThat(live.current().resources())
                .containsExactly(new Resource(
                        "shop-disk",
                        "Disk of the shop",
                        "Orders and pictures",
                        "shop",
                        "bytes",
                        "node",
                        "disk_size_bytes - disk_free_bytes",
                        new Limit.Queried("disk_size_bytes"),
                        0.9,
                        Optional.of(Duration.ofDays(7)),
                        Duration.ofMinutes(1),
                        Duration.ofDays(30),
                        Duration.ofDays(5),
                        Duration.ofMinutes(10),
                        Duration.ofDays(100),
                        "https://runbooks.example/disk",
                        Map.of("team", "shop")));
        assertThat(live.current().sources()).extracting(DataSource::name).containsExactly("node", "prometheus");
    }

    @Test
    void aResourceNeedsNoMoreThanItsUsageAndItsLimit() {
        assertThat(load(SOURCES + "resources: [{ name: pool, source: node, usage: connections, limit: 100 }]"))
                .isEmpty();

        Resource pool = live.current().find("pool").orElseThrow();
        assertThat(pool.displayName()).isEqualTo("pool");
        assertThat(pool.limit()).isEqualTo(new Limit.Constant(100));
        assertThat(pool.saturation()).isEqualTo(0.8);
        assertThat(pool.season()).contains(Duration.ofDays(1));
        assertThat(pool.step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(pool.horizon()).isEqualTo(Duration.ofDays(30));
        assertThat(pool.warnWithin()).isEqualTo(Duration.ofDays(7));
        assertThat(pool.settle()).isEqualTo(Duration.ofMinutes(15));
        assertThat(pool.keep()).isEqualTo(Duration.ofDays(300));
    }

    @Test
    void sourcesAndResourcesMayStandInDifferentFiles() {
        assertThat(live.load(new TreeMap<>(Map.of("a.yaml", DISK, "b.yaml", SOURCES)))
                        .problems())
                .isEmpty();

        assertThat(live.current().find("shop-disk")).isPresent();
    }

    @Test
    void aPrometheusJudgesItsQueriesItself() {
        assertThat(load(SOURCES + """
                        resources:
                          - { name: cpu, source: prometheus, usage: 'holt_winters(x[5m], 0.1, 0.1)', limit: 4, season: 0s }
                        """)).isEmpty();

        assertThat(live.current().find("cpu").orElseThrow().season()).isEmpty();
    }

    @Test
    void mistakesAreFoundTogetherEachWithItsLine() {
        String wrong = """
                resources:
                  - name: Shop
                    source: nod
                    usage: x
                    limit: 0
                  - name: disk
                    source: node
                    usage: rate(x[5m])
                    limit: { query: "sum(" }
                    saturation: 0
                    season: 3s
                    step: 10m
                    horizon: 3y
                    kep: 1d
                  - { name: disk, source: node, usage: x offset 5m, limit: 1 }
                """;

        assertThat(load(SOURCES + wrong))
                .extracting(ConfigProblem::toString)
                .anySatisfy(problem ->
                        assertThat(problem).contains("capacity.yaml:7").contains("lower-case letters"))
                .anySatisfy(problem -> assertThat(problem).contains("names no source; there are node, prometheus"))
                .anySatisfy(problem -> assertThat(problem).contains("must be above 0"))
                .anySatisfy(problem -> assertThat(problem).contains("usage").contains("looks at the past"))
                .anySatisfy(
                        problem -> assertThat(problem).contains("limit.query").contains("is not PromQL"))
                .anySatisfy(problem -> assertThat(problem).contains("must be more than nothing"))
                .anySatisfy(problem -> assertThat(problem).contains("season").contains("must be 0s for none"))
                .anySatisfy(problem -> assertThat(problem).contains("step").contains("must be from 1s to 5m"))
                .anySatisfy(problem -> assertThat(problem).contains("horizon").contains("2y"))
                .anySatisfy(problem -> assertThat(problem).contains("kep: is not a field here"))
                .anySatisfy(problem -> assertThat(problem).contains("there is another resource named 'disk'"));
        assertThat(live.current()).isSameAs(ResourceCatalog.EMPTY);
    }

    @Test
    void aSourceIsOneOfTwoKindsAndHasNoIntervalOfItsOwn() {
        assertThat(load("""
                        sources:
                          - name: both
                            scrape: { job: a, url: "http://a.example" }
                            prometheus: { url: "http://b.example" }
                          - { name: neither }
                          - { name: timed, scrape: { job: a, url: "http://a.example", interval: 5s } }
                        """))
                .extracting(ConfigProblem::reason)
                .containsExactly(
                        "needs exactly one of scrape and prometheus",
                        "needs exactly one of scrape and prometheus",
                        "is not a field here: each resource says its step");
    }

    @Test
    void whatAFreshSuiteBeginsWithIsAccepted() throws IOException {
        Path template = Path.of("../deploy/local/src/main/resources/config/capacity-planner/capacity.yaml");

        assertThat(load(Files.readString(template).replaceAll("\\$\\{[a-z.]+}", "http://127.0.0.1:7405")))
                .isEmpty();

        assertThat(live.current().resources()).hasSize(10);
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(
            @ForAll("names") String name,
            @ForAll @IntRange(min = 1, max = 300) int stepSeconds,
            @ForAll @IntRange(min = 1, max = 500) int horizonDays,
            @ForAll @IntRange(min = 1, max = 100) int saturationPercent) {
        Duration step = Duration.ofSeconds(stepSeconds);
        String yaml = SOURCES
                + String.format(
                        Locale.ROOT,
                        "resources: [{ name: \"%s\", source: node, usage: x, limit: 5, step: %s, horizon: %s, saturation: %s }]",
                        name,
                        PrometheusDuration.format(step),
                        PrometheusDuration.format(Duration.ofDays(horizonDays)),
                        saturationPercent / 100.0);

        assertThat(load(yaml)).isEmpty();

        Resource read = live.current().find(name).orElseThrow();
        assertThat(read.step()).isEqualTo(step);
        assertThat(read.horizon()).isEqualTo(Duration.ofDays(horizonDays));
        assertThat(read.saturation()).isEqualTo(saturationPercent / 100.0);
        assertThat(read.keep()).isGreaterThanOrEqualTo(read.horizon());
        assertThat(read.warnWithin()).isLessThanOrEqualTo(read.horizon());
    }

    @Property(tries = 500)
    void whateverIsWrittenIsReadOrRefusedWithAPosition(
            @ForAll @IntRange(min = 0, max = 16) int line, @ForAll("values") String value) {
        String[] lines = DISK.split("\n");
        int replaced = Math.min(lines.length - 1, line + 1);
        lines[replaced] = lines[replaced].substring(0, lines[replaced].indexOf(':') + 1) + " " + value;
        LiveConfiguration<ResourceCatalog> fresh =
                new LiveConfiguration<>(new ResourceCatalogReader(), ResourceCatalog.EMPTY, Clock.systemUTC());

        List<ConfigProblem> problems = fresh.load(
                        new TreeMap<>(Map.of("capacity.yaml", SOURCES + String.join("\n", lines))))
                .problems();

        assertThat(fresh.current().resources()).hasSize(problems.isEmpty() ? 1 : 0);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.line()).isPositive();
            assertThat(problem.reason()).isNotBlank();
        });
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .numeric()
                .withChars('-')
                .ofMinLength(1)
                .ofMaxLength(63)
                .filter(name -> !name.startsWith("-") && !name.endsWith("-"));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "null",
                        "[]",
                        "{}",
                        "{ query: x }",
                        "0",
                        "-1",
                        "1e400",
                        ".nan",
                        "NaN",
                        "1d",
                        "0s",
                        "999y",
                        "true",
                        "'",
                        "\"\"",
                        "[1, 2]",
                        "{ a: { b: c } }",
                        "&a *a",
                        "http://x",
                        "sum(",
                        "x[5m]",
                        "!!x y"),
                Arbitraries.strings().ascii().ofMaxLength(12));
    }

    private List<ConfigProblem> load(String yaml) {
        return live.load(new TreeMap<>(Map.of("capacity.yaml", yaml))).problems();
    }
}
