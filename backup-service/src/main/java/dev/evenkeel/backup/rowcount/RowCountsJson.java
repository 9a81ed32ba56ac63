package dev.evenkeel.backup.rowcount;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.evenkeel.backup.repository.BackupSetReader;
import dev.evenkeel.backup.repository.CanonicalJson;

/** Row counts as they are kept in a backup: one JSON object a line. */
public final class RowCountsJson {

    private RowCountsJson() {}

    public static ByteBuffer encode(RowCounts counts) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        counts.windows()
                .forEach(window -> append(
                        lines,
                        named(window.table())
                                .put("before", window.before())
                                .put("after", window.after())
                                .put("inserted", window.inserted())
                                .put("deleted", window.deleted())
                                .put("rewritten", window.rewritten())));
        new TreeMap<>(counts.skipped())
                .forEach((table, reason) -> append(lines, named(table).put("skipped", reason)));
        return ByteBuffer.wrap(lines.toByteArray());
    }

    private static ObjectNode named(TableName table) {
        return CanonicalJson.object().put("database", table.database()).put("table", table.table());
    }

    private static void append(ByteArrayOutputStream lines, ObjectNode node) {
        lines.writeBytes(CanonicalJson.bytes(node));
        lines.write('\n');
    }

    public static RowCounts decode(InputStream lines) throws IOException {
        List<RowCountWindow> windows = new ArrayList<>();
        Map<TableName, String> skipped = new TreeMap<>();
        for (Optional<byte[]> line = BackupSetReader.line(lines);
                line.isPresent();
                line = BackupSetReader.line(lines)) {
            CanonicalJson.Reader json = CanonicalJson.read(line.get(), "the row counts");
            TableName table = new TableName(json.text("database"), json.text("table"));
            if (json.node().has("skipped")) {
                skipped.put(table, json.text("skipped"));
            } else {
                windows.add(new RowCountWindow(
                        table,
                        json.number("before"),
                        json.number("after"),
                        json.number("inserted"),
                        json.number("deleted"),
                        json.flag("rewritten")));
            }
        }
        return new RowCounts(windows, skipped);
    }
}
