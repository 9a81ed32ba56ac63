package dev.evenkeel.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.evenkeel.postgres.ServerStatus.Running;

/**
 * What runs, as a table and as one word.
 *
 * @param rows PostgreSQL first, then the services
 */
record StatusTable(List<Row> rows) {

    /** How much of the suite is up. */
    enum Extent {
        ALL,
        SOME,
        NONE
    }

    /**
     * One program.
     *
     * @param pid empty if it does not run
     * @param bytes the memory it holds
     */
    record Row(String name, OptionalLong pid, int port, boolean ready, OptionalLong bytes) {}

    static StatusTable of(Suite suite) {
        List<Row> rows = new ArrayList<>();
        Optional<Running> postgres = suite.runningPostgres();
        rows.add(new Row(
                "postgresql",
                postgres.map(Running::pid).map(OptionalLong::of).orElse(OptionalLong.empty()),
                suite.settings().portBase(),
                postgres.map(Running::acceptsConnections).orElse(false),
                postgres.map(running -> Memory.proportional(running.pid())).orElse(OptionalLong.empty())));
        var running = suite.running();
        try (Readiness readiness = new Readiness()) {
            for (Member member : Member.values()) {
                Optional<RunningProcess> process = Optional.ofNullable(running.get(member));
                rows.add(new Row(
                        member.folder(),
                        process.map(RunningProcess::pid).map(OptionalLong::of).orElse(OptionalLong.empty()),
                        suite.settings().port(member),
                        process.isPresent()
                                && readiness.isReady(suite.settings().url(member)),
                        process.map(RunningProcess::residentBytes).orElse(OptionalLong.empty())));
            }
        }
        return new StatusTable(List.copyOf(rows));
    }

    Extent extent() {
        if (rows.stream().allMatch(Row::ready)) {
            return Extent.ALL;
        }
        return rows.stream().noneMatch(row -> row.pid().isPresent()) ? Extent.NONE : Extent.SOME;
    }

    /** All memory together, in bytes. */
    long totalBytes() {
        return rows.stream().map(Row::bytes).flatMapToLong(OptionalLong::stream).sum();
    }

    /** The table as lines of text. */
    List<String> lines() {
        List<String[]> cells = new ArrayList<>();
        cells.add(new String[] {"", "state", "pid", "port", "memory"});
        for (Row row : rows) {
            cells.add(new String[] {
                row.name(),
                state(row),
                text(row.pid()),
                Integer.toString(row.port()),
                row.bytes().isPresent() ? Console.megabytes(row.bytes().getAsLong()) : "-"
            });
        }
        return aligned(cells);
    }

    /** Lines in which each column is as wide as its widest cell. */
    static List<String> aligned(List<String[]> cells) {
        int columns = cells.getFirst().length;
        int[] widths = IntStream.range(0, columns)
                .map(column -> cells.stream()
                        .mapToInt(row -> row[column].length())
                        .max()
                        .orElse(0))
                .toArray();
        return cells.stream()
                .map(row -> IntStream.range(0, columns)
                        .mapToObj(column -> row[column] + " ".repeat(widths[column] - row[column].length()))
                        .collect(Collectors.joining("  ", "  ", ""))
                        .stripTrailing())
                .toList();
    }

    private static String state(Row row) {
        if (row.pid().isEmpty()) {
            return "stopped";
        }
        return row.ready() ? "ready" : "not ready";
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "-";
    }
}
