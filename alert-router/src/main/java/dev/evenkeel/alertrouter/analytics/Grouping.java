package dev.evenkeel.alertrouter.analytics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * By what incidents or episodes are told apart.
 *
 * @param by {@link #ALERT_NAME}, {@link #SEVERITY}, {@link #RECEIVER}, {@link #DAY}, {@link #WEEK}, one of the labels that are counted by,
 *     or {@link #NONE}
 */
public record Grouping(String by) {

    static final String NONE = "";
    static final String ALERT_NAME = "alertname";
    static final String SEVERITY = "severity";
    static final String RECEIVER = "receiver";

    /** The day (in UTC) on which an incident was opened. */
    static final String DAY = "day";

    /** The Monday (in UTC) of the week in which an incident was opened. */
    static final String WEEK = "week";

    /** What incidents can be grouped by in any case. */
    public static final List<String> OF_INCIDENTS = List.of(ALERT_NAME, SEVERITY, RECEIVER, DAY, WEEK);

    /** What episodes can be grouped by in any case. */
    public static final List<String> OF_EPISODES = List.of(ALERT_NAME, SEVERITY);

    /** All in one. */
    public static Grouping none() {
        return new Grouping(NONE);
    }

    public static Grouping byAlertName() {
        return new Grouping(ALERT_NAME);
    }

    public static Grouping byReceiver() {
        return new Grouping(RECEIVER);
    }

    public static Grouping bySeverity() {
        return new Grouping(SEVERITY);
    }

    public static Grouping byDay() {
        return new Grouping(DAY);
    }

    public static Grouping byWeek() {
        return new Grouping(WEEK);
    }

    /**
     * @param always what can be grouped by in any case
     * @param labels what can be grouped by as it is configured
     * @throws IllegalArgumentException that says what there is, if it is none of these
     */
    public static Grouping of(String text, List<String> always, List<String> labels) {
        if (!always.contains(text) && !labels.contains(text)) {
            throw new IllegalArgumentException(
                    Stream.concat(always.stream(), labels.stream()).collect(Collectors.joining(", ")));
        }
        return new Grouping(text);
    }

    boolean isByTime() {
        return by.equals(DAY) || by.equals(WEEK);
    }
}
