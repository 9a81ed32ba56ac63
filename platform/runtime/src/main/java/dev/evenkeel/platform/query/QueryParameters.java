package dev.evenkeel.platform.query;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.query.engine.EvaluationTimes;
import dev.evenkeel.platform.query.promql.PromqlParser;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.LabelMatcher;

/**
 * The parameters of a request, from its address and its form; the form comes first. Each reader throws a
 * {@link QueryException} of kind {@code BAD_DATA} for a value that makes no sense.
 */
final class QueryParameters {

    /** The points of one series that a range query may ask for; Grafana knows the message and widens its step. */
    private static final int MAX_POINTS = 11_000;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
    private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** How Go clients write the least and the greatest time that they know. */
    private static final Map<String, Instant> ENDS_OF_TIME =
            Map.of("-292273086-05-16T16:47:06Z", EARLIEST, "292277025-08-18T07:12:54.999999999Z", LATEST);

    private final List<Map<String, List<String>>> sources;

    QueryParameters(Map<String, List<String>> form, Map<String, List<String>> address) {
        this.sources = List.of(form, address);
    }

    String query() {
        return text("query");
    }

    Instant time(String name, Instant fallback) {
        String text = text(name);
        return text.isEmpty() ? fallback : parseTime(name, text);
    }

    /** The moments of a range query. */
    EvaluationTimes range() {
        Instant start = parseTime("start", text("start"));
        Instant end = parseTime("end", text("end"));
        if (end.isBefore(start)) {
            throw invalid("end", "end timestamp must not be before start time");
        }
        Duration step = parseDuration("step", text("step"));
        if (step.toMillis() <= 0) {
            throw invalid(
                    "step", "zero or negative query resolution step widths are not accepted. Try a positive integer");
        }
        if ((end.toEpochMilli() - start.toEpochMilli()) / step.toMillis() > MAX_POINTS) {
            throw QueryException.badData("exceeded maximum resolution of 11,000 points per timeseries. Try decreasing"
                    + " the query resolution (?step=XX)");
        }
        return new EvaluationTimes(start.toEpochMilli(), end.toEpochMilli(), step.toMillis());
    }

    /** @return the duration asked for, but no longer than {@code longest} */
    Duration timeout(Duration longest) {
        String text = text("timeout");
        if (text.isEmpty()) {
            return longest;
        }
        Duration timeout = parseDuration("timeout", text);
        if (timeout.isNegative()) {
            throw invalid("timeout", "must not be negative");
        }
        return timeout.compareTo(longest) < 0 ? timeout : longest;
    }

    /** The selectors of {@code match[]}. */
    List<List<LabelMatcher>> matches() {
        List<List<LabelMatcher>> selectors = new ArrayList<>();
        for (Map<String, List<String>> source : sources) {
            for (String selector : source.getOrDefault("match[]", List.of())) {
                selectors.add(parseSelector(selector));
            }
        }
        return selectors;
    }

    private static List<LabelMatcher> parseSelector(String selector) {
        try {
            return PromqlParser.parseSelector(selector);
        } catch (QueryException e) {
            throw invalid("match[]", e.getMessage());
        }
    }

    /** How many results are wanted at most. */
    int limit() {
        String text = text("limit");
        if (text.isEmpty()) {
            return Integer.MAX_VALUE;
        }
        if (!text.matches("\\d{1,9}")) {
            throw QueryException.badData("limit must be a number from 0 to 999999999; 0 means no limit");
        }
        int limit = Integer.parseInt(text);
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }

    /** The first value of a parameter, empty if it was not sent. */
    String text(String name) {
        for (Map<String, List<String>> source : sources) {
            List<String> values = source.getOrDefault(name, List.of());
            if (!values.isEmpty()) {
                return values.getFirst();
            }
        }
        return "";
    }

    static String labelName(String name) {
        if (!LABEL_NAME.matcher(name).matches()) {
            throw QueryException.badData("invalid label name: \"" + name + '"');
        }
        return name;
    }

    private static Instant parseTime(String name, String text) {
        if (ENDS_OF_TIME.containsKey(text)) {
            return ENDS_OF_TIME.get(text);
        }
        try {
            Instant time = NUMBER.matcher(text).matches()
                    ? Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * 1000))
                    : OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw invalid(
                    name,
                    "cannot parse \"" + text + "\" to a valid timestamp: neither seconds since 1970 nor RFC 3339");
        }
        throw invalid(name, "cannot parse \"" + text + "\" to a valid timestamp: it is outside of the years 1 to 9999");
    }

    private static Duration parseDuration(String name, String text) {
        if (NUMBER.matcher(text).matches()) {
            double seconds = Double.parseDouble(text);
            if (Math.abs(seconds) > Integer.MAX_VALUE) {
                throw invalid(name, "cannot parse \"" + text + "\" to a valid duration. It overflows int64");
            }
            return Duration.ofMillis(Math.round(seconds * 1000));
        }
        try {
            return PrometheusDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name, "cannot parse \"" + text + "\" to a valid duration: it " + e.getMessage());
        }
    }

    static QueryException invalid(String parameter, String reason) {
        return QueryException.badData("invalid parameter \"" + parameter + "\": " + reason);
    }
}
