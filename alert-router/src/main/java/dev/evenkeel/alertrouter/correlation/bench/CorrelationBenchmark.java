package dev.evenkeel.alertrouter.correlation.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.correlation.bench.OverlappingFaults.At;
import dev.evenkeel.alertrouter.correlation.bench.Rankings.Ranking;

/**
 * Scores clustering by adjusted Rand index and reduction, and root causes by AC@1 and AC@3, on each set in a folder, ours and
 * the baselines side by side.
 */
public final class CorrelationBenchmark {

    private static final String USAGE = "keel bench correlation --data DIR [--log-zone ZONE]";
    private static final int SEEDS = 30;

    /** Faults that overlap, and within how many seconds they begin. */
    private record Overlap(int faults, int window) {}

    private static final List<Overlap> OVERLAPS = List.of(new Overlap(3, 1800), new Overlap(5, 900));

    private record ClusterScore(double index, double reduction) {

        ClusterScore plus(double addedIndex, double addedReduction) {
            return new ClusterScore(index + addedIndex, reduction + addedReduction);
        }
    }

    private final PrintStream out;

    CorrelationBenchmark(PrintStream out) {
        this.out = out;
    }

    public static void main(String[] typed) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < typed.length; i += 2) {
            options.put(typed[i], typed[i + 1]);
        }
        boolean understood = typed.length % 2 == 0
                && options.containsKey("--data")
                && List.of("--data", "--log-zone").containsAll(options.keySet());
        if (!understood) {
            fail("Say by --data DIR in which folder the sets are.\n\n" + USAGE);
        }
        Path folder = Path.of(options.get("--data"));
        List<Path> sets = setsIn(folder);
        if (sets.isEmpty()) {
            fail(folder + " has no set in it: a folder with a label.csv.");
        }
        new CorrelationBenchmark(System.out).run(sets, zone(options.getOrDefault("--log-zone", "UTC")));
    }

    private static void fail(String why) {
        System.err.println(why);
        System.exit(2);
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException notAZone) {
            fail("--log-zone is a time zone such as Asia/Shanghai: " + notAZone.getMessage());
            return ZoneOffset.UTC;
        }
    }

    /** The folder itself, if it is a set, or those in it. */
    private static List<Path> setsIn(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        if (Files.exists(folder.resolve("label.csv"))) {
            return List.of(folder.toRealPath());
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> Files.exists(entry.resolve("label.csv")))
                    .sorted()
                    .toList();
        }
    }

    void run(List<Path> sets, ZoneId logZone) throws IOException {
        var source = new AlertSetSource(logZone);
        for (Path folder : sets) {
            AlertSet set = source.read(folder);
            out.printf("%s: %d faults%n%n", set.name(), set.faults().size());
            scoreRootCauses(set);
            scoreClusters(set);
        }
    }

    private void scoreRootCauses(AlertSet set) {
        List<Fault> faults =
                set.faults().stream().filter(fault -> !fault.alerts().isEmpty()).toList();
        out.println("| root cause, %d faults with alerts | AC@1 | AC@3 | of all %d: AC@1 | AC@3 |"
                .formatted(faults.size(), set.faults().size()));
        out.println("|---|---|---|---|---|");
        Rankings.of(set).forEach((name, ranking) -> {
            int[] hits = hits(faults, ranking);
            double all = set.faults().size();
            out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %.3f | %.3f | %.3f |",
                    name,
                    hits[0] / (double) faults.size(),
                    hits[1] / (double) faults.size(),
                    hits[0] / all,
                    hits[1] / all));
        });
        out.println();
    }

    private static int[] hits(List<Fault> faults, Ranking ranking) {
        int first = 0;
        int amongThree = 0;
        int number = 0;
        for (Fault fault : faults) {
            number++;
            List<String> ranked = ranking.rank(fault.alerts(), number);
            first += ranked.stream().limit(1).anyMatch(fault.rootCause()::equals) ? 1 : 0;
            amongThree += ranked.stream().limit(3).anyMatch(fault.rootCause()::equals) ? 1 : 0;
        }
        return new int[] {first, amongThree};
    }

    private void scoreClusters(AlertSet set) {
        Map<String, Function<List<At>, List<?>>> clusterings = Clusterings.of(set);
        Map<String, Map<Overlap, ClusterScore>> scores = new LinkedHashMap<>();
        clusterings.keySet().forEach(name -> scores.put(name, new HashMap<>()));
        for (Overlap overlap : OVERLAPS) {
            for (int seed = 0; seed < SEEDS; seed++) {
                var faults = OverlappingFaults.drawn(set.faults(), overlap.faults(), overlap.window(), seed);
                clusterings.forEach((name, clustering) -> {
                    List<?> clusters = clustering.apply(faults.alerts());
                    double index = AdjustedRandIndex.of(faults.faults(), clusters);
                    double reduction = 1 - clusters.stream().distinct().count() / (double) clusters.size();
                    scores.get(name)
                            .merge(
                                    overlap,
                                    new ClusterScore(index, reduction),
                                    (sum, one) -> sum.plus(one.index(), one.reduction()));
                });
            }
        }
        print(scores);
    }

    private void print(Map<String, Map<Overlap, ClusterScore>> scores) {
        out.print("| correlation, %d seeds".formatted(SEEDS));
        OVERLAPS.forEach(overlap ->
                out.print(" | %d in %d min: index | reduction".formatted(overlap.faults(), overlap.window() / 60)));
        out.println(" |\n|---" + "|---|---".repeat(OVERLAPS.size()) + "|");
        scores.forEach((name, byOverlap) -> {
            out.print("| " + name);
            OVERLAPS.forEach(overlap -> {
                ClusterScore sum = byOverlap.get(overlap);
                out.print(String.format(Locale.ROOT, " | %.3f | %.3f", sum.index() / SEEDS, sum.reduction() / SEEDS));
            });
            out.println(" |");
        });
        out.println();
    }
}
