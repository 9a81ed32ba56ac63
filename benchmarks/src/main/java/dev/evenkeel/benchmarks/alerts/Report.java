package dev.evenkeel.benchmarks.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What was measured, a row for each measurement and a column for each server, printed as a Markdown table. What was measured
 * several times is the one in the middle, with the least and the most.
 */
public final class Report {

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

    private final List<String> servers = new ArrayList<>();
    private final Map<String, Map<String, List<String>>> rows = new LinkedHashMap<>();

    public void add(String server, String measurement, String value) {
        if (!servers.contains(server)) {
            servers.add(server);
        }
        rows.computeIfAbsent(measurement, name -> new LinkedHashMap<>())
                .computeIfAbsent(server, name -> new ArrayList<>())
                .add(value);
        System.err.println("  " + server + ": " + measurement + ": " + value);
    }

    public static String perSecond(double rate) {
        return String.format(Locale.ROOT, "%,.0f/s", rate);
    }

    public static String milliseconds(Duration time) {
        return String.format(Locale.ROOT, "%,.1f ms", time.toNanos() / 1e6);
    }

    /** Computing time for each of many, by program. */
    static String microsecondsEach(Effort effort, long count) {
        return each(effort.byProgram(), time -> "%.1f µs".formatted(time.toNanos() / 1e3 / count));
    }

    public static String megabytes(Map<String, Long> memory) {
        return each(memory, bytes -> (bytes >> 20) + " MB");
    }

    static String numbers(Map<String, Long> numbers) {
        return each(numbers, number -> Long.toString(number));
    }

    private static <T> String each(Map<String, T> values, Function<T, String> text) {
        return values.entrySet().stream()
                .map(part -> part.getKey() + " " + text.apply(part.getValue()))
                .collect(Collectors.joining(", "));
    }

    public String table() {
        var table = new StringBuilder("| measured | " + String.join(" | ", servers) + " |\n");
        table.append("|---|").append("---|".repeat(servers.size())).append('\n');
        rows.forEach((measurement, values) -> table.append("| ")
                .append(measurement)
                .append(servers.stream()
                        .map(server -> " | " + cell(values.getOrDefault(server, List.of("-"))))
                        .collect(Collectors.joining()))
                .append(" |\n"));
        return table.toString();
    }

    private static String cell(List<String> measured) {
        List<String> sorted = measured.stream()
                .sorted(Comparator.comparingDouble(Report::number))
                .toList();
        String middle = sorted.get((sorted.size() - 1) / 2);
        boolean isOneNumber = Character.isDigit(middle.charAt(0));
        return sorted.size() > 1 && isOneNumber
                ? middle + " (" + sorted.getFirst() + " to " + sorted.getLast() + ")"
                : middle;
    }

    /** The first of the numbers in a text. */
    private static double number(String text) {
        Matcher number = NUMBER.matcher(text);
        return number.find() ? Double.parseDouble(number.group().replace(",", "")) : 0;
    }
}
