package dev.evenkeel.alertrouter.heartbeat;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.matching.Matchers;
import dev.evenkeel.platform.series.Labels;

/**
 * Something that is to be heard of again and again.
 *
 * @param name lower-case letters, digits and hyphens
 * @param interval at most so long from one beat to the next, at least a second
 * @param grace for which a missing beat is waited for on top
 * @param labels of the alert that a missing beat becomes, besides {@code alertname} and {@code heartbeat}
 * @param annotations of that alert
 * @param matchers an alert that fires and fulfils them counts as a beat; none means that no alert does
 */
record Heartbeat(
        String name,
        Duration interval,
        Duration grace,
        Map<String, String> labels,
        Map<String, String> annotations,
        Matchers matchers) {

    /** The longest a report of a missing beat is believed without being renewed. */
    static final Duration REPORT_HOLDS = Duration.ofMinutes(10);

    /** How often it is renewed. */
    static final Duration REPORT_AGAIN = Duration.ofMinutes(2);

    /** So much is left of its time after nobody listened, if it has that much at all. */
    private static final Duration LEFT_AT_LEAST = Duration.ofHours(1);

    private static final String ALERT = "HeartbeatMissing";

    Heartbeat {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** Where a heartbeat stands. */
    enum State {
        /** Nothing was heard yet, and need not have been. */
        WAITING,
        /** The last beat came in time. */
        OK,
        /** The next one should have come. */
        MISSING;

        String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** When a beat is missing, if none comes until then. */
    Instant missingAt(Instant countedFrom) {
        return countedFrom.plus(interval).plus(grace);
    }

    /**
     * From when its beat is waited for after a time in which nobody listened. That time does not count, so that a heartbeat
     * of a month is missing though somebody is away now and then. A beat may have been lost, besides: one that comes every
     * hour or more often has its whole time again, of any other an hour is left at least.
     *
     * @param countedFrom from when it was waited for before
     * @param last when somebody listened for the last time; after {@code back} if the clock was put back
     * @return no later than {@code back}
     */
    Instant countedFromAfterAbsence(Instant countedFrom, Instant last, Instant back) {
        Duration whole = interval.plus(grace);
        Duration left = whole.compareTo(LEFT_AT_LEAST) < 0 ? whole : LEFT_AT_LEAST;
        Instant withoutAbsence = countedFrom.plus(Duration.between(last, back));
        Instant withTimeLeft = back.minus(whole).plus(left);
        Instant later = withoutAbsence.isAfter(withTimeLeft) ? withoutAbsence : withTimeLeft;
        return later.isAfter(back) ? back : later;
    }

    boolean isBeat(Alert alert) {
        return !matchers.isEmpty() && matchers.match(alert.labels());
    }

    /**
     * The alert that says so.
     *
     * @param since when the beat should have come
     */
    Alert missing(Instant since, Instant now) {
        return alert(since, now.plus(REPORT_HOLDS), now);
    }

    /** The end of that alert. */
    Alert backAgain(Instant since, Instant now) {
        return alert(since, now, now);
    }

    private Alert alert(Instant since, Instant end, Instant now) {
        var all = new TreeMap<>(labels);
        all.putIfAbsent("severity", "critical");
        all.put("alertname", ALERT);
        all.put("heartbeat", name);
        var said = new TreeMap<>(annotations);
        said.putIfAbsent("summary", "Nothing was heard of " + name + " in time");
        return Alert.of(Labels.of(all), said, since.isBefore(end) ? since : end, end, "", now, false);
    }
}
