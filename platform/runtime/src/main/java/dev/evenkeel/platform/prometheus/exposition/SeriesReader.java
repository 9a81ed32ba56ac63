package dev.evenkeel.platform.prometheus.exposition;

import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.platform.series.Labels;

/** Reads what identifies a sample: a name and labels in braces, or all of it in braces. */
final class SeriesReader {

    private final LineReader line;
    // the text format lets blanks stand between any two parts, OpenMetrics nowhere
    private final boolean blanksAllowed;
    private final Map<String, String> labels = new TreeMap<>();
    private boolean ended;

    SeriesReader(LineReader line, boolean blanksAllowed) {
        this.line = line;
        this.blanksAllowed = blanksAllowed;
    }

    Labels metric() {
        if (line.next() != '{') {
            labels.put(Labels.NAME, line.plainMetricName());
            ended = blanks();
        }
        if (line.next() == '{') {
            braces(!labels.containsKey(Labels.NAME));
        }
        if (!labels.containsKey(Labels.NAME)) {
            throw line.error("the sample has no metric name");
        }
        return Labels.of(labels);
    }

    Labels exemplar() {
        if (line.next() != '{') {
            throw line.error("expected { and the exemplar's labels");
        }
        braces(false);
        return Labels.of(labels);
    }

    /** Whether the value may follow at once: after a blank, and after the closing brace without any. */
    boolean ended() {
        return ended;
    }

    private void braces(boolean nameMayStandInside) {
        line.expect('{');
        blanks();
        boolean first = true;
        while (line.next() != '}') {
            if (!first) {
                line.expect(',');
                blanks();
                if (line.next() == '}' && blanksAllowed) {
                    break;
                }
            }
            label(nameMayStandInside);
            blanks();
            first = false;
        }
        line.expect('}');
        ended = true;
    }

    private void label(boolean nameMayStandInside) {
        LineReader.Mark here = line.mark();
        boolean quoted = line.next() == '"';
        String name = quoted ? line.quoted("label name") : line.labelName();
        if (name.isEmpty()) {
            throw here.error("a name must not be empty");
        }
        blanks();
        if (quoted && nameMayStandInside && line.next() != '=') {
            put(here, Labels.NAME, name);
            return;
        }
        line.expect('=');
        blanks();
        put(here, name, line.quoted("label value"));
    }

    private void put(LineReader.Mark here, String name, String value) {
        if (labels.size() > line.mostLabels()) {
            throw here.error("more than %d labels".formatted(line.mostLabels()));
        }
        if (labels.put(name, value) != null) {
            throw here.error("the label stands twice");
        }
    }

    private boolean blanks() {
        return blanksAllowed && line.skipBlanks();
    }
}
