package dev.evenkeel.platform.prometheus.exposition;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads an exposition line by line and hands each entry on as it is read. What Prometheus accepts is accepted and what it
 * refuses is refused, but where it departs from the formats' descriptions: here a comma must stand between labels, a space
 * between a name and a value, a line break inside a label must be written as {@code \n}, and blanks at the start of a line of
 * the text format, or around a type, do no harm.
 *
 * <p>Beyond Prometheus 2, names in quotes are understood: {@code {"http.requests", "http.route"="/"} 1}.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus text format 0.0.4</a>
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
public final class ExpositionParser {

    private final ExpositionFormat format;
    private final ExpositionLimits limits;
    private final Consumer<ExpositionEntry> entries;
    private int samples;
    private boolean ended;

    private ExpositionParser(ExpositionFormat format, ExpositionLimits limits, Consumer<ExpositionEntry> entries) {
        this.format = format;
        this.limits = limits;
        this.entries = entries;
    }

    /**
     * @param entries is given every entry in order; entries before a faulty line have been given when the error comes
     * @throws ExpositionException at the first line that cannot be read or exceeds a limit
     */
    public static void parse(
            byte[] exposition, ExpositionFormat format, ExpositionLimits limits, Consumer<ExpositionEntry> entries) {
        new ExpositionParser(format, limits, entries).parse(exposition);
    }

    private void parse(byte[] bytes) {
        int number = 0;
        int start = 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            number++;
            var line = new LineReader(bytes, start, end, number, limits.labels());
            if (end - start > limits.lineBytes()) {
                throw line.error("the line is longer than %d bytes".formatted(limits.lineBytes()));
            }
            if (ended) {
                throw line.error("nothing may follow # EOF");
            }
            if (format == ExpositionFormat.OPENMETRICS) {
                openMetricsLine(line);
            } else {
                textLine(line);
            }
            start = end + 1;
        }
        if (format == ExpositionFormat.OPENMETRICS && !ended) {
            throw new ExpositionException(number + 1, 1, "the last line must be # EOF");
        }
    }

    private void textLine(LineReader line) {
        line.skipBlanks();
        if (line.atEnd()) {
            return;
        }
        if (line.next() == '#') {
            textComment(line);
        } else {
            count(line);
            entries.accept(textSample(line));
        }
    }

    private void textComment(LineReader line) {
        line.expect('#');
        if (!line.skipBlanks()) {
            return;
        }
        boolean help = line.takeWord("HELP");
        if ((help || line.takeWord("TYPE")) && line.skipBlanks()) {
            String family = line.metricName();
            line.skipBlanks();
            entries.accept(help ? new ExpositionEntry.Help(family, line.helpText(false)) : type(family, line));
        }
    }

    private ExpositionEntry.Point textSample(LineReader line) {
        SeriesReader series = new SeriesReader(line, true);
        var labels = series.metric();
        if (!series.ended()) {
            throw line.error("expected a space before the value");
        }
        line.skipBlanks();
        double value = line.number("value");
        OptionalLong timestamp = OptionalLong.empty();
        if (line.skipBlanks() && !line.atEnd()) {
            timestamp = OptionalLong.of(line.wholeNumber("timestamp in milliseconds"));
            line.skipBlanks();
        }
        line.expectEnd();
        return new ExpositionEntry.Point(labels, value, timestamp, Optional.empty());
    }

    private void openMetricsLine(LineReader line) {
        if (line.atEnd()) {
            throw line.error("OpenMetrics has no empty lines");
        }
        if (line.next() == '#') {
            openMetricsComment(line);
        } else {
            count(line);
            entries.accept(openMetricsSample(line));
        }
    }

    private void openMetricsComment(LineReader line) {
        line.expect('#');
        line.expect(' ');
        if (line.takeWord("EOF")) {
            line.expectEnd();
            ended = true;
        } else if (line.takeWord("HELP ")) {
            String family = line.metricName();
            if (!line.atEnd()) {
                line.expect(' ');
            }
            entries.accept(new ExpositionEntry.Help(family, line.helpText(true)));
        } else if (line.takeWord("TYPE ")) {
            String family = line.metricName();
            line.expect(' ');
            entries.accept(type(family, line));
        } else if (line.takeWord("UNIT ")) {
            entries.accept(unit(line));
        } else {
            throw line.error("OpenMetrics knows # HELP, # TYPE, # UNIT and # EOF, and no other comments");
        }
    }

    private static ExpositionEntry.Unit unit(LineReader line) {
        String family = line.metricName();
        if (!line.atEnd()) {
            line.expect(' ');
        }
        LineReader.Mark here = line.mark();
        String unit = line.rest();
        if (!unit.isEmpty() && !family.endsWith("_" + unit)) {
            throw here.error("the unit must be the ending of the family's name");
        }
        return new ExpositionEntry.Unit(family, unit);
    }

    private ExpositionEntry.Type type(String family, LineReader line) {
        LineReader.Mark here = line.mark();
        String name = line.rest().strip();
        return new ExpositionEntry.Type(
                family,
                MetricType.named(name, format).orElseThrow(() -> here.error("not a metric type of this format")));
    }

    private ExpositionEntry.Point openMetricsSample(LineReader line) {
        var labels = new SeriesReader(line, false).metric();
        line.expect(' ');
        double value = line.number("value");
        OptionalLong timestamp = OptionalLong.empty();
        Optional<ExpositionEntry.Exemplar> exemplar = Optional.empty();
        if (!line.atEnd()) {
            line.expect(' ');
            if (line.next() != '#') {
                timestamp = OptionalLong.of(line.seconds());
                if (!line.atEnd()) {
                    line.expect(' ');
                }
            }
            if (!line.atEnd()) {
                exemplar = Optional.of(exemplar(line));
            }
        }
        line.expectEnd();
        return new ExpositionEntry.Point(labels, value, timestamp, exemplar);
    }

    private static ExpositionEntry.Exemplar exemplar(LineReader line) {
        line.expect('#');
        line.expect(' ');
        var labels = new SeriesReader(line, false).exemplar();
        line.expect(' ');
        double value = line.number("value");
        OptionalLong timestamp = OptionalLong.empty();
        if (!line.atEnd()) {
            line.expect(' ');
            timestamp = OptionalLong.of(line.seconds());
        }
        return new ExpositionEntry.Exemplar(labels, value, timestamp);
    }

    private void count(LineReader line) {
        if (++samples > limits.samples()) {
            throw line.error("more than %d samples".formatted(limits.samples()));
        }
    }
}
