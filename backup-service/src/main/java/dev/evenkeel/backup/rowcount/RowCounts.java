package dev.evenkeel.backup.rowcount;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was counted around a backup. A table that was made or dropped meanwhile is in neither list.
 *
 * @param skipped tables that were not counted, with the reason
 */
public record RowCounts(List<RowCountWindow> windows, Map<TableName, String> skipped) {

    public RowCounts {
        windows = List.copyOf(windows);
        skipped = Map.copyOf(skipped);
    }

    static RowCounts between(Snapshot before, Snapshot after) {
        List<RowCountWindow> windows = new ArrayList<>();
        before.counts().forEach((name, first) -> {
            TableCount second = after.counts().get(name);
            if (second != null) {
                windows.add(RowCountWindow.between(first, second));
            }
        });
        SortedMap<TableName, String> skipped = new TreeMap<>(before.skipped());
        skipped.putAll(after.skipped());
        return new RowCounts(windows, skipped);
    }

    /** One moment's counts. */
    record Snapshot(SortedMap<TableName, TableCount> counts, SortedMap<TableName, String> skipped) {}
}
