package dev.evenkeel.platform.telemetry;

/**
 * Takes out exemplars where OpenMetrics 1.0 has none: it allows them on the buckets of a histogram and on the total of a
 * counter. The Java client writes one behind the count of a histogram too, and for that a Prometheus refuses the whole
 * scrape.
 */
final class MisplacedExemplars {

    private static final String EXEMPLAR = " # {";

    private MisplacedExemplars() {}

    /** @param metrics the OpenMetrics text format; everything else stays as it is */
    static String removeFrom(String metrics) {
        if (!metrics.contains(EXEMPLAR)) {
            return metrics;
        }
        StringBuilder out = new StringBuilder(metrics.length());
        int start = 0;
        while (start < metrics.length()) {
            int newline = metrics.indexOf('\n', start);
            int end = newline < 0 ? metrics.length() : newline;
            out.append(metrics, start, endOfSample(metrics, start, end));
            if (newline >= 0) {
                out.append('\n');
            }
            start = end + 1;
        }
        return out.toString();
    }

    private static int endOfSample(String metrics, int start, int end) {
        if (metrics.charAt(start) == '#' || start == end) {
            return end;
        }
        int name = start;
        while (name < end && metrics.charAt(name) != '{' && metrics.charAt(name) != ' ') {
            name++;
        }
        if (endsWith(metrics, start, name, "_bucket") || endsWith(metrics, start, name, "_total")) {
            return end;
        }
        int exemplar = metrics.indexOf(EXEMPLAR, endOfLabels(metrics, name, end));
        return exemplar < 0 || exemplar > end ? end : exemplar;
    }

    private static int endOfLabels(String metrics, int name, int end) {
        if (name >= end || metrics.charAt(name) != '{') {
            return name;
        }
        boolean quoted = false;
        for (int i = name; i < end; i++) {
            char c = metrics.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '}' && !quoted) {
                return i;
            }
        }
        return end;
    }

    private static boolean endsWith(String text, int start, int end, String suffix) {
        return end - start >= suffix.length() && text.startsWith(suffix, end - suffix.length());
    }
}
