package dev.evenkeel.benchmarks.alerts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Alerts byte for byte as a Prometheus posts them: seven labels, three annotations, with a start, an end four minutes ahead
 * and a link to the expression. Each number makes another alert, and the same number the same one.
 *
 * @param run told apart by this label from other runs against the same server
 * @param now when they begin to fire
 * @param end of each of them
 */
record AlertFeed(String run, Instant now, Instant end) {

    private static final int ALERT_NAMES = 50;
    private static final long FIRING_AHEAD_SECONDS = 240;

    AlertFeed(String run, Instant now) {
        this(
                run,
                now.truncatedTo(ChronoUnit.MILLIS),
                now.truncatedTo(ChronoUnit.MILLIS).plusSeconds(FIRING_AHEAD_SECONDS));
    }

    /** The same alerts, all of which have ended. */
    AlertFeed ended(Instant at) {
        return new AlertFeed(run, now, at);
    }

    /** The bodies of posts that together hold the alerts 0 to {@code count} - 1, each body at most {@code size} of them. */
    List<byte[]> batches(int count, int size) {
        return batches(count, size, number -> alert(number, Map.of()));
    }

    /** The same, of alerts that the routes send on at once, each alone in its group as all its labels make one. */
    List<byte[]> groups(int count, int size) {
        return batches(count, size, number -> alert(number, Map.of("group", run + "-" + number)));
    }

    /** The same, of alerts that are not told of for long. */
    List<byte[]> warmUp(int count, int size) {
        return batches(count, size, number -> alert(number, Map.of("warm", run)));
    }

    /** The same, of alerts that are all in one group. */
    List<byte[]> oneGroup(int count, int size) {
        return batches(count, size, number -> alert(number, Map.of("one", run)));
    }

    private static List<byte[]> batches(int count, int size, IntFunction<String> alert) {
        return IntStream.range(0, (count + size - 1) / size)
                .mapToObj(batch -> body(batch * size, Math.min(count, (batch + 1) * size), alert))
                .toList();
    }

    private static byte[] body(int from, int to, IntFunction<String> alert) {
        return IntStream.range(from, to)
                .mapToObj(alert)
                .collect(Collectors.joining(",", "[", "]"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** An alert that the routes send on at once, alone in its group. */
    byte[] probe(int number) {
        return ("[" + alert("ProbeFired", number, "critical", Map.of("probe", run + "-" + number)) + "]")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String alert(int number, Map<String, String> moreLabels) {
        return alert("LoadAlert" + number % ALERT_NAMES, number, "warning", moreLabels);
    }

    private String alert(String name, int number, String severity, Map<String, String> moreLabels) {
        var labels = new TreeMap<>(moreLabels);
        labels.put("alertname", name);
        labels.put("cluster", run);
        labels.put("instance", "10.%d.%d.%d:9100".formatted(number >> 16 & 255, number >> 8 & 255, number & 255));
        labels.put("job", "node-exporter");
        labels.put("namespace", "team-" + number % 20);
        labels.put("pod", "worker-" + number);
        labels.put("severity", severity);
        // in the order of Prometheus' own fields, with what Go's JSON escapes
        return """
                {"annotations":{"description":"Node worker-%1$d has been over its limit of 90 %% for 5 minutes (value: 0.93).",\
                "runbook_url":"https://runbooks.example.com/%2$s","summary":"worker-%1$d is over its limit"},\
                "endsAt":"%3$s","startsAt":"%4$s",\
                "generatorURL":"http://prometheus.example.com:9090/graph?g0.expr=node_load1+%%3E+0.9\\u0026g0.tab=1",\
                "labels":{%5$s}}\
                """.formatted(number, name, end, now, json(labels));
    }

    private static String json(SortedMap<String, String> labels) {
        return labels.entrySet().stream()
                .map(label -> "\"%s\":\"%s\"".formatted(label.getKey(), label.getValue()))
                .collect(Collectors.joining(","));
    }
}
