package dev.evenkeel.platform.prometheus;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.platform.prometheus.PrometheusException.Kind;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** A real Prometheus scrapes a corpus and is asked what it understood; so do we, and so are we. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealPrometheusTest {

    private static final String ABOUT_THE_SCRAPE = "up|scrape_.*";

    private final LoopbackServers servers = new LoopbackServers();
    private final long now = Clock.systemUTC().millis();
    private final List<ExpositionCorpus.Case> corpus = ExpositionCorpus.cases(now);
    private final List<ExpositionCorpus.Case> served = Stream.concat(
                    corpus.stream(), ExpositionCorpus.differences().stream())
            .toList();
    private int port;
    private ScrapingPrometheus prometheus;
    private PrometheusClient client;

    @BeforeAll
    void scrape(@TempDir Path folder) throws IOException {
        boolean installed = ScrapingPrometheus.isInstalled();
        if (!installed && "true".equals(System.getenv("CI"))) {
            throw new IllegalStateException("prometheus and promtool are not installed (Debian package prometheus)");
        }
        Assumptions.assumeTrue(installed, "prometheus and promtool are not installed (Debian package prometheus)");
        port = servers.serve(request -> {
            var wanted = served.get(Integer.parseInt(request.path().substring(1)));
            request.response().putHeader("Content-Type", wanted.contentType()).end(wanted.exposition());
        });
        var jobs = new ArrayList<ScrapingPrometheus.Job>();
        for (int i = 0; i < served.size(); i++) {
            jobs.add(new ScrapingPrometheus.Job("case-" + i, "127.0.0.1:" + port, "/" + i));
        }
        prometheus = ScrapingPrometheus.start(folder, jobs);
        client = new PrometheusClient(servers.client(), prometheus.server());
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .until(() -> vector("count(count_over_time(up[1m]))")
                        .equals(Map.of(Labels.empty(), (double) served.size())));
    }

    @AfterAll
    void close() {
        if (prometheus != null) {
            prometheus.close();
        }
        servers.close();
    }

    @Test
    void bothAcceptAndRefuseTheSame() {
        Map<Labels, Double> theirs = vector("up");

        var disagreements = new ArrayList<String>();
        for (int i = 0; i < corpus.size(); i++) {
            Scrape ours = ourScrape(i);
            double up = theirs.get(ours.target().identity().with(Labels.NAME, "up"));
            if ((up == 1) != ours.up()) {
                disagreements.add("Prometheus says up=%s, we say %s: %s".formatted(up, ours.failure(), corpus.get(i)));
            }
        }

        assertThat(disagreements).isEmpty();
    }

    @Test
    void theKnownDifferencesAreStillDifferences() {
        Map<Labels, Double> theirs = vector("up");

        for (int i = corpus.size(); i < served.size(); i++) {
            Scrape ours = ourScrape(i);
            double up = theirs.get(ours.target().identity().with(Labels.NAME, "up"));
            assertThat(ours.up()).as(served.get(i).toString()).isEqualTo(up == 0);
        }
    }

    @Test
    void bothReadTheSameSamples() {
        for (int i = 0; i < corpus.size(); i++) {
            Scrape ours = ourScrape(i);
            var read = new TreeMap<Labels, Sample>();
            ours.samples().forEach(sample -> {
                if (!sample.labels().metricName().matches(ABOUT_THE_SCRAPE)) {
                    read.put(sample.labels(), sample.sample());
                }
            });

            Map<Labels, Sample> theirs = latest("case-" + i);

            assertThat(theirs.keySet()).as(corpus.get(i).toString()).isEqualTo(read.keySet());
            read.forEach((labels, sample) -> {
                assertThat(theirs.get(labels).value()).as(labels.toString()).isEqualTo(Double.valueOf(sample.value()));
                if (sample.timestampMillis() != ours.at().toEpochMilli()) {
                    assertThat(theirs.get(labels)).isEqualTo(sample);
                }
            });
        }
    }

    @Test
    void bothCountTheSamplesAlike() {
        Map<Labels, Double> theirs = vector("scrape_samples_scraped");

        for (int i = 0; i < corpus.size(); i++) {
            Scrape ours = ourScrape(i);
            Labels about = ours.target().identity().with(Labels.NAME, "scrape_samples_scraped");
            assertThat(ours.samples())
                    .filteredOn(sample -> sample.labels().equals(about) && ours.up())
                    .allSatisfy(sample -> assertThat(sample.sample().value()).isEqualTo(theirs.get(about)));
        }
    }

    @Test
    void promtoolReadsWhatWeReadOfThePlainestCases() throws IOException {
        for (String exposition : List.of(
                "a 1\n",
                "# HELP a b\n# TYPE a gauge\na{b=\"c\\n\\\\\\\"é\"} -1.5e-3 1000\n",
                "a{b=\"c\",} NaN\n",
                "a{b=\"c} 1\n",
                "a\n",
                "a{b} 1\n",
                "1a 1\n",
                "a 1 x\n",
                "# TYPE a info\na 1\n",
                "a{b=c} 1\n")) {
            boolean theirs = List.of(0, 3).contains(ScrapingPrometheus.promtool(exposition));

            assertThat(accepted(exposition)).as(exposition).isEqualTo(theirs);
        }
    }

    @Test
    void theApiAnswersEveryQuestionWeCanAsk() {
        Instant end = Instant.ofEpochMilli(now).plusSeconds(60);
        Instant start = end.minusSeconds(600);

        assertThat(answer(client.query("1.5", end)).data()).isEqualTo(new QueryValue.Scalar(Sample.at(end, 1.5)));
        assertThat(answer(client.query("\"x\"", end)).data()).isEqualTo(new QueryValue.Text(end.toEpochMilli(), "x"));
        assertThat(answer(client.queryRange("vector(1/0)", start, end, Duration.ofMinutes(1)))
                        .data())
                .singleElement()
                .satisfies(series -> assertThat(series.samples())
                        .hasSize(11)
                        .allMatch(sample -> sample.value() == Double.POSITIVE_INFINITY));
        assertThat(answer(client.labelNames(List.of(), start, end)).data()).contains("__name__", "job");
        assertThat(answer(client.labelValues("job", List.of("up"), start, end)).data())
                .hasSize(served.size());
        assertThat(answer(client.series(List.of("up{job=\"case-1\"}"), start, end))
                        .data())
                .containsExactly(Labels.of("__name__", "up", "job", "case-1", "instance", "127.0.0.1:" + port));
        assertThat(answer(client.buildInfo()).version()).isNotEmpty();
        assertThat(answer(client.query("up or " + "up or ".repeat(500) + "up", end))
                        .data())
                .isInstanceOf(QueryValue.Vector.class);
    }

    @Test
    void itsRefusalsHaveTheirKinds() {
        assertThat(refusal("sum(").kind()).isEqualTo(Kind.BAD_DATA);
        assertThat(refusal("sum(")).hasMessageContaining("parse error");
        assertThat(refusal("label_replace(up, \"\", \"\", \"\", \"\")").kind()).isEqualTo(Kind.EXECUTION);
    }

    private PrometheusException refusal(String expression) {
        return catchThrowableOfType(
                PrometheusException.class, () -> answer(client.query(expression, Instant.ofEpochMilli(now))));
    }

    private boolean accepted(String exposition) {
        int single = servers.serve(request -> request.response()
                .putHeader("Content-Type", ExpositionCorpus.TEXT)
                .end(exposition));
        return ourScrape("single", "http://127.0.0.1:" + single).up();
    }

    private Scrape ourScrape(int index) {
        return ourScrape("case-" + index, "http://127.0.0.1:%d/%d".formatted(port, index));
    }

    private Scrape ourScrape(String job, String url) {
        var target =
                new ScrapeTarget(job, url, Duration.ofSeconds(5), Duration.ofSeconds(5), Optional.empty(), Map.of());
        return answer(new Scraper(servers.client(), Clock.systemUTC()).scrape(target));
    }

    private Map<Labels, Double> vector(String expression) {
        var result = (QueryValue.Vector)
                answer(client.query(expression, Clock.systemUTC().instant())).data();
        var values = new TreeMap<Labels, Double>();
        result.samples()
                .forEach(sample -> values.put(sample.labels(), sample.sample().value()));
        return values;
    }

    private Map<Labels, Sample> latest(String job) {
        String expression = "{job=\"%s\",__name__!~\"%s\"}[5m]".formatted(job, ABOUT_THE_SCRAPE);
        var result = (QueryValue.Matrix)
                answer(client.query(expression, Clock.systemUTC().instant())).data();
        var samples = new TreeMap<Labels, Sample>();
        result.series()
                .forEach(series -> samples.put(series.labels(), series.samples().getLast()));
        return samples;
    }

    private static <T> T answer(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(10));
    }
}
