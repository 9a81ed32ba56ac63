package dev.evenkeel.slo.incident;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.evenkeel.platform.incidents.Incident;
import dev.evenkeel.platform.query.engine.StaleMarker;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.platform.series.Sample;
import dev.evenkeel.platform.series.Series;
import dev.evenkeel.slo.objective.Slo;

/**
 * Incidents as series: 1 while an incident lasts. Samples stand closer together than the five minutes for which a query
 * looks back, and a series ends with its incident to the millisecond.
 */
final class IncidentSeries {

    static final String NAME = "slo_incident";

    private static final Duration FINE = Duration.ofMinutes(1);
    private static final Duration COARSE = Duration.ofMinutes(4);
    private static final Duration LONG_SPAN = Duration.ofDays(7);

    private final Instant from;
    private final Instant to;
    private final Instant now;

    /** @param now no incident is known to last any longer */
    IncidentSeries(Instant from, Instant to, Instant now) {
        this.from = from;
        this.to = to;
        this.now = now;
    }

    /** A series for each objective that the incident concerns, or one without the label {@code slo} if it concerns none. */
    List<Series> of(Incident incident, List<Slo> slos) {
        Labels labels = Labels.of(
                Labels.NAME,
                NAME,
                "incident",
                incident.id().toString(),
                "severity",
                incident.severity(),
                "title",
                incident.title());
        List<Sample> samples = samples(incident);
        List<Series> series = slos.stream()
                .filter(slo -> Concern.concerns(incident, slo))
                .map(slo -> new Series(labels.with("slo", slo.name()), samples))
                .toList();
        return series.isEmpty() ? List.of(new Series(labels, samples)) : series;
    }

    private List<Sample> samples(Incident incident) {
        long step = (Duration.between(from, to).compareTo(LONG_SPAN) > 0 ? COARSE : FINE).toMillis();
        Instant last = earliest(
                to, incident.resolvedAt().map(end -> end.minusMillis(1)).orElse(now));
        List<Sample> samples = new ArrayList<>();
        Instant opened = incident.openedAt();
        if (!opened.isBefore(from) && !opened.isAfter(last)) {
            samples.add(Sample.at(opened, 1));
        }
        Instant first = opened.isBefore(from) ? from : opened.plusMillis(1);
        for (long at = Math.ceilDiv(first.toEpochMilli(), step) * step; at <= last.toEpochMilli(); at += step) {
            if (samples.isEmpty() || samples.getLast().timestampMillis() < at) {
                samples.add(new Sample(at, 1));
            }
        }
        incident.resolvedAt()
                .filter(end -> !end.isBefore(from) && !end.isAfter(to))
                .filter(end -> samples.isEmpty() || samples.getLast().timestampMillis() < end.toEpochMilli())
                .ifPresent(end -> samples.add(Sample.at(end, StaleMarker.value())));
        return samples;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
