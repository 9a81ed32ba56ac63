package dev.evenkeel.alertrouter.correlation.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.evenkeel.alertrouter.correlation.graph.Criticality;
import dev.evenkeel.alertrouter.correlation.graph.DependencyGraph;
import dev.evenkeel.platform.series.Labels;

/**
 * Reads a set: {@code label.csv}, {@code metrics.json}, {@code traces.json}, {@code logs.json} if there is one, and {@code
 * kg.json}.
 */
final class AlertSetSource {

    private static final DateTimeFormatter LOG_TIME = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .toFormatter();

    private record Key(String entity, String signal) {}

    private record First(double at, Labels labels) {}

    private final ObjectMapper json = new ObjectMapper();
    private final ZoneId logZone;

    /** @param logZone of the times in log lines, which do not say it themselves */
    AlertSetSource(ZoneId logZone) {
        this.logZone = logZone;
    }

    AlertSet read(Path folder) throws IOException {
        JsonNode metrics = json.readTree(folder.resolve("metrics.json").toFile());
        JsonNode traces = json.readTree(folder.resolve("traces.json").toFile());
        Path logFile = folder.resolve("logs.json");
        JsonNode logs = Files.exists(logFile) ? json.readTree(logFile.toFile()) : json.createObjectNode();
        List<Fault> faults = new ArrayList<>();
        for (Map<String, String> row : CsvRows.read(folder.resolve("label.csv"))) {
            if (!"True".equals(row.get("augmented"))) {
                String id = row.get("fault_id");
                faults.add(
                        new Fault(row.get("fault_entity"), alerts(metrics.path(id), traces.path(id), logs.path(id))));
            }
        }
        JsonNode graph = json.readTree(folder.resolve("kg.json").toFile());
        return new AlertSet(folder.getFileName().toString(), faults, graph(graph), neighbours(graph));
    }

    private List<Fault.Recorded> alerts(JsonNode metrics, JsonNode traces, JsonNode logs) {
        Map<Key, First> firsts = new LinkedHashMap<>();
        for (JsonNode each : metrics) {
            String signal = "M:" + each.get(3).asText() + ":" + each.get(4).asText();
            add(firsts, each.get(1).asText(), signal, milliseconds(each.get(0)), labels("host", each.get(2)));
        }
        for (JsonNode each : traces) {
            String callee = each.get(2).asText("");
            String entity =
                    callee.isEmpty() || each.get(2).isNull() ? each.get(1).asText() : callee;
            String signal = "T:" + each.get(3).asText() + ":" + each.get(4).asText();
            add(firsts, entity, signal, milliseconds(each.get(0)), labels("caller", each.get(1)));
        }
        for (JsonNode each : logs) {
            String line = each.path(2).path(0).asText("");
            logTime(line.split(" \\| ", 2)[0])
                    .ifPresent(at ->
                            add(firsts, each.get(0).asText(), "L:" + each.get(1).asText(), at, Labels.empty()));
        }
        double start = firsts.values().stream().mapToDouble(First::at).min().orElse(0);
        return firsts.entrySet().stream()
                .map(each -> new Fault.Recorded(
                        each.getKey().entity(),
                        each.getKey().signal(),
                        each.getValue().at() - start,
                        each.getValue().labels()))
                .toList();
    }

    private static void add(Map<Key, First> firsts, String entity, String signal, double at, Labels labels) {
        firsts.merge(
                new Key(entity, signal), new First(at, labels), (known, now) -> now.at() < known.at() ? now : known);
    }

    private static Labels labels(String name, JsonNode value) {
        return value == null || value.isNull() ? Labels.empty() : Labels.of(name, value.asText());
    }

    private static double milliseconds(JsonNode text) {
        return Long.parseLong(text.asText()) / 1000.0;
    }

    private Optional<Double> logTime(String text) {
        try {
            var at = LocalDateTime.parse(text.replace(',', '.'), LOG_TIME)
                    .atZone(logZone)
                    .toInstant();
            return Optional.of(at.getEpochSecond() + at.getNano() / 1e9);
        } catch (DateTimeException notATime) {
            // The protocol leaves out what it cannot date.
            return Optional.empty();
        }
    }

    private static DependencyGraph graph(JsonNode graph) {
        Map<String, Set<String>> groups = new HashMap<>();
        List<DependencyGraph.Edge> edges = new ArrayList<>();
        for (JsonNode edge : graph.path("edges")) {
            edges.add(new DependencyGraph.Edge(source(edge), target(edge)));
            if ("instance_of".equals(edge.path("label").asText())) {
                groups.computeIfAbsent(source(edge), id -> new HashSet<>()).add(target(edge));
            }
        }
        List<DependencyGraph.Node> nodes = new ArrayList<>();
        for (JsonNode node : graph.path("nodes")) {
            String id = node.path("id").asText();
            nodes.add(new DependencyGraph.Node(id, Criticality.UNKNOWN, groups.getOrDefault(id, Set.of())));
        }
        return DependencyGraph.of(nodes, edges);
    }

    private static Map<String, Set<String>> neighbours(JsonNode graph) {
        Map<String, Set<String>> neighbours = new TreeMap<>();
        for (JsonNode edge : graph.path("edges")) {
            neighbours.computeIfAbsent(source(edge), id -> new HashSet<>()).add(target(edge));
            neighbours.computeIfAbsent(target(edge), id -> new HashSet<>()).add(source(edge));
        }
        return neighbours;
    }

    private static String source(JsonNode edge) {
        return edge.path("source").asText(edge.path("from").asText());
    }

    private static String target(JsonNode edge) {
        return edge.path("target").asText(edge.path("to").asText());
    }
}
