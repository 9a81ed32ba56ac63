package dev.evenkeel.platform.telemetry;

/**
 * Takes out the comma that the Java client writes after the last label in the text format: {@code {a="b",}}. It is allowed,
 * but no other client writes it, so what people search and scripts match has none.
 */
final class TrailingCommas {

    private static final String END = "\",}";

    private TrailingCommas() {}

    /** @param metrics the text format 0.0.4; comments and label values stay as they are */
    static String removeFrom(String metrics) {
        int found = metrics.indexOf(END);
        if (found < 0) {
            return metrics;
        }
        StringBuilder out = new StringBuilder(metrics.length());
        int copied = 0;
        while (found >= 0) {
            if (closesAValue(metrics, found) && !isComment(metrics, found)) {
                out.append(metrics, copied, found + 1);
                copied = found + 2;
            }
            found = metrics.indexOf(END, found + 1);
        }
        return out.append(metrics, copied, metrics.length()).toString();
    }

    /** Within a value a quote is escaped: an odd number of backslashes stands before it. */
    private static boolean closesAValue(String metrics, int quote) {
        int backslashes = 0;
        while (quote - 1 - backslashes >= 0 && metrics.charAt(quote - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 0;
    }

    private static boolean isComment(String metrics, int position) {
        return metrics.charAt(metrics.lastIndexOf('\n', position) + 1) == '#';
    }
}
