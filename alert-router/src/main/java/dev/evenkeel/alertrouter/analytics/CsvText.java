package dev.evenkeel.alertrouter.analytics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Tables as comma-separated values (RFC 4180). */
final class CsvText {

    private static final String LINE_END = "\r\n";

    /** What spreadsheets take for the beginning of a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private CsvText() {}

    /** @param rows of numbers, texts and {@code null}, which is written as nothing */
    static String of(List<String> header, List<Object[]> rows) {
        var text = new StringBuilder(String.join(",", header)).append(LINE_END);
        rows.forEach(row -> text.append(Arrays.stream(row).map(CsvText::cell).collect(Collectors.joining(",")))
                .append(LINE_END));
        return text.toString();
    }

    private static String cell(Object value) {
        return switch (value) {
            case null -> "";
            case Number number -> number.toString();
            default -> quoted(value.toString());
        };
    }

    private static String quoted(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(each -> each == ',' || each == '"' || each == '\n' || each == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
