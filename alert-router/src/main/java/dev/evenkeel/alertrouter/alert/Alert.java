package dev.evenkeel.alertrouter.alert;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

import dev.evenkeel.platform.series.Labels;

/**
 * One alert as it was last reported.
 *
 * @param fingerprint identity, computed from the labels
 * @param labels what the alert is; never empty for a valid alert
 * @param annotations what people are told about it
 * @param startsAt since when it fires
 * @param endsAt when it ended or, while it fires, when it will be taken for resolved unless it is reported again
 * @param generatorUrl a link to whatever raised it, empty if there is none
 * @param updatedAt when the report was received; the later report is the authoritative one
 * @param endAssumed whether {@code endsAt} was assumed from {@code resolve_timeout} because the report named none
 */
public record Alert(
        long fingerprint,
        Labels labels,
        Annotations annotations,
        Instant startsAt,
        Instant endsAt,
        String generatorUrl,
        Instant updatedAt,
        boolean endAssumed) {

    public Alert {
        Objects.requireNonNull(labels);
        Objects.requireNonNull(annotations);
        Objects.requireNonNull(startsAt);
        Objects.requireNonNull(endsAt);
        Objects.requireNonNull(generatorUrl);
        Objects.requireNonNull(updatedAt);
    }

    /** The alert that has these labels. */
    public static Alert of(
            Labels labels,
            Annotations annotations,
            Instant startsAt,
            Instant endsAt,
            String generatorUrl,
            Instant updatedAt,
            boolean endAssumed) {
        return new Alert(
                Fingerprint.of(labels), labels, annotations, startsAt, endsAt, generatorUrl, updatedAt, endAssumed);
    }

    /** The alert that has these labels. */
    public static Alert of(
            Labels labels,
            Map<String, String> annotations,
            Instant startsAt,
            Instant endsAt,
            String generatorUrl,
            Instant updatedAt,
            boolean endAssumed) {
        return of(labels, Annotations.of(annotations), startsAt, endsAt, generatorUrl, updatedAt, endAssumed);
    }

    /** The value of the label {@code alertname}, empty if there is none. */
    public String name() {
        return labels.get("alertname");
    }

    /** What it says of itself in one line that can be stored: its summary, or else its name, or else its labels. */
    public String headline() {
        String summary = annotations.get("summary").strip();
        if (!summary.isEmpty()) {
            return StorableText.of(summary);
        }
        return StorableText.of(name().isEmpty() ? labels.toString() : name());
    }

    public boolean resolvedAt(Instant now) {
        return !endsAt.isAfter(now);
    }

    /**
     * This alert after a newer report of it, by Alertmanager's rules: two reports whose times overlap are one alert that
     * started at the earlier start; otherwise the newer report replaces the older.
     *
     * @param now decides which of the two counts as resolved
     */
    public Alert mergedWith(Alert newer, Instant now) {
        return overlaps(newer) ? merge(newer, now) : newer;
    }

    private boolean overlaps(Alert newer) {
        return isWithin(newer.endsAt) || isWithin(newer.startsAt);
    }

    private boolean isWithin(Instant moment) {
        return moment.isAfter(startsAt) && moment.isBefore(endsAt);
    }

    private Alert merge(Alert other, Instant now) {
        if (other.updatedAt.isBefore(updatedAt)) {
            return other.merge(this, now);
        }
        Instant start = startsAt.isBefore(other.startsAt) ? startsAt : other.startsAt;
        // An end that somebody stated outlasts one that was only assumed; between two ended reports the later end
        // holds.
        boolean ownEndHolds = endsAt.isAfter(other.endsAt) && (other.resolvedAt(now) ? resolvedAt(now) : !endAssumed);
        return new Alert(
                fingerprint,
                labels,
                other.annotations,
                start,
                ownEndHolds ? endsAt : other.endsAt,
                other.generatorUrl,
                other.updatedAt,
                other.endAssumed);
    }
}
