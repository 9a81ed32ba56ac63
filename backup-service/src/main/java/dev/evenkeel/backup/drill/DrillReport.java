package dev.evenkeel.backup.drill;

import java.time.Duration;
import java.util.List;

/**
 * How a drill went.
 *
 * @param restore how long the restore took
 * @param start how long the server took to start, replay of the write-ahead log included
 * @param tables how many tables were compared
 * @param exactTables of how many of these only one number of rows was right
 * @param skippedTables how many had not been counted when the backup was taken
 * @param structure what was checked of indexes and heap
 * @param findings what was wrong, a sentence each, at most a hundred; empty if nothing was
 */
public record DrillReport(
        Duration restore,
        Duration start,
        int tables,
        int exactTables,
        int skippedTables,
        Structure structure,
        List<String> findings) {

    public DrillReport {
        findings = List.copyOf(findings);
    }

    public boolean passed() {
        return findings.isEmpty();
    }

    /** What the extension amcheck was asked. */
    public sealed interface Structure {
        /** It was: so many B-tree indexes and tables. */
        record Checked(int indexes, int tables) implements Structure {}

        /** The server's programs come without it, or it was not asked for. */
        record NotChecked() implements Structure {}
    }
}
