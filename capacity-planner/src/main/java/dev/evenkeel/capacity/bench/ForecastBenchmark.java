package dev.evenkeel.capacity.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.capacity.forecast.Forecaster;
import dev.evenkeel.capacity.forecast.Projection;

/**
 * Scores the forecaster on files of the M4 competition: {@code m4-hourly-train.csv}, {@code m4-hourly-test.csv} and the
 * same for weekly; one series a row, its id, then its values, the oldest first.
 */
public final class ForecastBenchmark {

    private static final double COVERAGE = 0.95;

    private final Path folder;
    private final PrintStream out;

    private ForecastBenchmark(Path folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** @param args {@code --data} and the folder with the data */
    public static void main(String[] args) throws IOException {
        if (args.length != 2 || !args[0].equals("--data") || !Files.isDirectory(Path.of(args[1]))) {
            System.err.println("Say by --data DIR in which folder m4-hourly-train.csv and its like are.");
            System.exit(2);
        }
        new ForecastBenchmark(Path.of(args[1]), System.out).run();
    }

    private void run() throws IOException {
        out.println("data      series  method    sMAPE    MASE    OWA     MSIS   coverage  seconds");
        // The competition takes weekly values to have no season; there are 52 weeks in a year all the same.
        score("hourly", 24, 24);
        score("weekly", 1, 52);
    }

    private void score(String frequency, int scoredPeriod, int period) throws IOException {
        Map<String, double[]> histories = read("m4-" + frequency + "-train.csv");
        Map<String, double[]> truths = read("m4-" + frequency + "-test.csv");
        Forecaster forecaster = new Forecaster(period, COVERAGE);
        Scores reference = Scores.NONE;
        Scores ours = Scores.NONE;
        Map<String, Integer> chosen = new TreeMap<>();
        long spent = 0;
        double share = 1.0 / histories.size();
        for (Map.Entry<String, double[]> series : histories.entrySet()) {
            double[] history = series.getValue();
            double[] truth = truths.get(series.getKey());
            double[] naive = Naive2.forecast(history, scoredPeriod, truth.length);
            reference = reference.plus(Scores.of(history, scoredPeriod, truth, naive, naive, naive), share);
            long started = System.nanoTime();
            Projection forecast = forecaster.forecast(history, truth.length);
            spent += System.nanoTime() - started;
            chosen.merge(forecast.method(), 1, Integer::sum);
            ours = ours.plus(
                    Scores.of(history, scoredPeriod, truth, forecast.median(), forecast.lower(), forecast.upper()),
                    share);
        }
        out.printf(
                Locale.ROOT,
                "%-8s  %6d  naive2  %7.3f  %6.3f  %5.3f%n",
                frequency,
                histories.size(),
                reference.smape(),
                reference.mase(),
                1.0);
        out.printf(
                Locale.ROOT,
                "%-8s  %6d  ours    %7.3f  %6.3f  %5.3f  %7.2f  %8.3f  %7.2f%n",
                frequency,
                histories.size(),
                ours.smape(),
                ours.mase(),
                ours.owa(reference),
                ours.msis(),
                ours.coverage(),
                Duration.ofNanos(spent).toMillis() / 1000.0);
        out.println("          chosen: " + chosen);
    }

    private Map<String, double[]> read(String file) throws IOException {
        Map<String, double[]> series = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8)) {
            String[] cells = line.replace("\"", "").split(",", -1);
            if (cells.length > 1 && cells[1].matches("[-+0-9.eE]+")) {
                series.put(
                        cells[0],
                        Arrays.stream(cells)
                                .skip(1)
                                .filter(cell -> !cell.isBlank())
                                .mapToDouble(Double::parseDouble)
                                .toArray());
            }
        }
        return series;
    }
}
