package dev.evenkeel.alertrouter.correlation.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Rows of a comma-separated file with a heading, by the heading's names (RFC 4180). */
final class CsvRows {

    private final String text;
    private int at;

    private CsvRows(String text) {
        this.text = text;
    }

    static List<Map<String, String>> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static List<Map<String, String>> parse(String text) {
        var rows = new CsvRows(text);
        if (text.isEmpty()) {
            return List.of();
        }
        List<String> heading = rows.row();
        List<Map<String, String>> parsed = new ArrayList<>();
        while (rows.at < text.length()) {
            List<String> cells = rows.row();
            Map<String, String> row = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(heading.size(), cells.size()); i++) {
                row.put(heading.get(i), cells.get(i));
            }
            parsed.add(row);
        }
        return parsed;
    }

    private List<String> row() {
        List<String> cells = new ArrayList<>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            cells.add(cell());
        }
        while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            at++;
        }
        return cells;
    }

    private String cell() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quoted();
        }
        int from = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private String quoted() {
        var cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                break;
            }
        }
        return cell.toString();
    }
}
