package dev.evenkeel.benchmarks.alerts;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A server under measurement, with what it takes to drive it and to note what it does.
 *
 * @param sink where its webhooks arrive, for scenarios that need it
 */
record Subject(AlertServer server, AlertLoad load, WebhookSink sink, BenchmarkOptions options, Report report) {

    void report(String measurement, String value) {
        if (!value.isEmpty()) {
            report.add(server.name(), measurement, value);
        }
    }

    Effort effort() {
        return Effort.of(server.processes());
    }

    /** Nothing for a server that somebody else started. */
    String memory() {
        Map<String, Long> memory = new LinkedHashMap<>();
        server.processes().forEach((program, pid) -> memory.put(program, new ProcessFamily(pid).memory()));
        return Report.megabytes(memory);
    }

    /** Nothing for a server that somebody else started. */
    String threads() {
        Map<String, Long> threads = new LinkedHashMap<>();
        server.processes().forEach((program, pid) -> threads.put(program, new ProcessFamily(pid).threads()));
        return Report.numbers(threads);
    }
}
