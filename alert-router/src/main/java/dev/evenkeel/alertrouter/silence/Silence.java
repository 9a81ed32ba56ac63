package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.platform.series.Labels;

/**
 * A silence.
 *
 * <pre>
 *   pending ──startsAt──▶ active ──endsAt, or expired by somebody──▶ expired
 *      └────────────────expired by somebody───────────────────────────▲
 * </pre>
 *
 * <p>What has expired never comes back; to prolong it makes another silence.
 *
 * @param matchers all of which an alert has to fulfil, in the order in which they were given; at least one
 * @param startsAt when it begins
 * @param endsAt when it has ended
 * @param updatedAt when it was last changed
 * @param createdBy who says that they want it, as they wrote it
 * @param comment why
 * @param annotations whatever else is known of it, by name
 */
public record Silence(
        UUID id,
        List<Matcher> matchers,
        Instant startsAt,
        Instant endsAt,
        Instant updatedAt,
        String createdBy,
        String comment,
        SortedMap<String, String> annotations) {

    /** In the order in which silences are listed. */
    public enum State {
        ACTIVE,
        PENDING,
        EXPIRED;

        /** As the API and the metrics name it. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Silence {
        matchers = List.copyOf(matchers);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    public State stateAt(Instant now) {
        if (!now.isBefore(endsAt)) {
            return State.EXPIRED;
        }
        return now.isBefore(startsAt) ? State.PENDING : State.ACTIVE;
    }

    /** Whether it is about such an alert, at whatever time. */
    public boolean isAbout(Labels labels) {
        for (Matcher matcher : matchers) {
            if (!matcher.matches(labels)) {
                return false;
            }
        }
        return true;
    }

    /** This silence, ended at a moment before its end. */
    Silence expiredAt(Instant now) {
        Instant start = startsAt.isAfter(now) ? now : startsAt;
        return new Silence(id, matchers, start, now, now, createdBy, comment, annotations);
    }
}
