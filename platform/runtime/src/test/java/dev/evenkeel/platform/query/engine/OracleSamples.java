package dev.evenkeel.platform.query.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;

import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;

/** Three hours of samples, the same at every run, of every shape that has a rule of its own in the query language. */
final class OracleSamples {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

    private static final long SECONDS = 3 * 3600;

    private final SplittableRandom random = new SplittableRandom(42);
    private final List<Series> series = new ArrayList<>();

    static List<Series> all() {
        OracleSamples samples = new OracleSamples();
        samples.counters();
        samples.gauges();
        samples.histograms();
        samples.lonelyOnes();
        return List.copyOf(samples.series);
    }

    private void counters() {
        for (String job : List.of("api", "web")) {
            for (String instance : List.of("a:1", "b:1")) {
                for (String code : List.of("200", "500")) {
                    double[] total = {code.equals("200") ? 5_000 : 0};
                    regular(
                            labels("http_requests_total", "job", job, "instance", instance, "code", code),
                            15,
                            second -> {
                                boolean restarted = second % 4_305 == 0 && second > 0 && instance.equals("b:1");
                                total[0] = restarted ? 3 : total[0] + random.nextInt(code.equals("200") ? 40 : 3);
                                return total[0];
                            });
                }
            }
        }
    }

    private void gauges() {
        for (String job : List.of("api", "web", "batch")) {
            for (String instance : List.of("a:1", "b:1")) {
                String zone = instance.equals("a:1") ? "east" : "west";
                Labels labels = labels("memory_bytes", "job", job, "instance", instance, "zone", zone);
                regular(labels, 15, second -> 5e8 + 2e8 * Math.sin(second / 1_000.0) + random.nextDouble(1e7));
                regular(
                        labels("memory_limit_bytes", "job", job, "instance", instance, "zone", zone),
                        60,
                        _ -> 1_073_741_824);
            }
        }
        regular(labels("build_info", "job", "api", "version", "1.2.0"), 30, _ -> 1);
        regular(labels("build_info", "job", "web", "version", "0.9.1"), 30, _ -> 1);
        regular(labels("constant"), 15, _ -> 0.75);
        regular(labels("temperature", "room", "cellar"), 20, second -> -5 + Math.floor(second / 700.0) / 2);
        regular(labels("temperature", "room", "attic"), 20, second -> 20 + random.nextInt(-8, 8));
        regular(labels("temperature", "room", "broken"), 20, second -> second % 160 == 0 ? Double.NaN : 20);
        regular(
                labels("temperature", "room", "oven"),
                20,
                second -> second % 1_200 == 0 ? Double.POSITIVE_INFINITY : 200 - second / 100.0);
    }

    private void histograms() {
        for (String job : List.of("api", "web")) {
            double[] counts = new double[5];
            String[] bounds = {"0.1", "0.5", "1", "2.5", "+Inf"};
            List<List<Sample>> buckets = new ArrayList<>();
            for (int i = 0; i < bounds.length; i++) {
                buckets.add(new ArrayList<>());
            }
            for (long second = 0; second <= SECONDS; second += 30) {
                double added = 0;
                for (int i = 0; i < bounds.length; i++) {
                    added += random.nextInt(i == 4 ? 2 : 20);
                    counts[i] += added;
                    buckets.get(i).add(Sample.at(START.plusSeconds(second), counts[i]));
                }
            }
            for (int i = 0; i < bounds.length; i++) {
                series.add(new Series(labels("latency_seconds_bucket", "job", job, "le", bounds[i]), buckets.get(i)));
            }
        }
    }

    private void lonelyOnes() {
        List<Sample> sparse = new ArrayList<>();
        for (long second = 130; second <= SECONDS; second += random.nextInt(90, 600)) {
            sparse.add(
                    new Sample(START.plusSeconds(second).toEpochMilli() + random.nextInt(1_000), sparse.size() * 7.0));
        }
        series.add(new Series(labels("sparse"), sparse));
        between("early", 0, 4_000);
        between("late", 5_000, SECONDS);
        regular(labels("twin_one", "of", "two"), 60, second -> second);
        regular(labels("twin_other", "of", "two"), 60, second -> 2.0 * second);
        regular(labels("sum", "named", "like an operator \"\\\n"), 60, second -> second);
    }

    private void between(String name, long from, long to) {
        List<Sample> samples = new ArrayList<>();
        for (long second = from; second <= to; second += 15) {
            samples.add(Sample.at(START.plusSeconds(second), 3.5 * (second - from) + 100));
        }
        series.add(new Series(labels(name, "job", "batch"), samples));
    }

    private void regular(Labels labels, long interval, LongToDoubleFunction valueAtSecond) {
        List<Sample> samples = new ArrayList<>();
        for (long second = 0; second <= SECONDS; second += interval) {
            samples.add(Sample.at(START.plusSeconds(second), valueAtSecond.applyAsDouble(second)));
        }
        series.add(new Series(labels, samples));
    }

    private static Labels labels(String name, String... namesAndValues) {
        return Labels.of(namesAndValues).with(Labels.NAME, name);
    }

    /** As promtool reads it. */
    static String openMetrics(List<Series> series) {
        StringBuilder text = new StringBuilder();
        for (Series one : series) {
            for (Sample sample : one.samples()) {
                text.append(one.labels())
                        .append(' ')
                        .append(number(sample.value()))
                        .append(' ')
                        .append(BigDecimal.valueOf(sample.timestampMillis(), 3).toPlainString())
                        .append('\n');
            }
        }
        return text.append("# EOF\n").toString();
    }

    private static String number(double value) {
        return Double.isInfinite(value) ? value > 0 ? "+Inf" : "-Inf" : Double.toString(value);
    }
}
