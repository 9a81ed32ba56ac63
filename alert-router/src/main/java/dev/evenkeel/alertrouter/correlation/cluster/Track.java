package dev.evenkeel.alertrouter.correlation.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.correlation.cluster.Evidence.Kind;

/** Alerts of a part of the system that can have to do with each other; faults follow one another in it. */
final class Track {

    /** How many of its entities it remembers; one that is asked for kinship is compared with each. */
    private static final int MOST_KIN = 48;

    private record Pending(int index, Occurrence occurrence, List<Evidence> evidence) {}

    /** An alert as far as its time goes. */
    private record Moment(String id, Instant at) {}

    private final Pace pace;
    private final OnsetDetector detector;
    private final List<Moment> moments = new ArrayList<>();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Map<String, Kinship.Traits> kin = new LinkedHashMap<>(16, 0.75f, true);

    Track(Pace pace) {
        this.pace = pace;
        this.detector = new OnsetDetector(pace);
    }

    /** Both as if they had been one from the start. What was settled stays settled. */
    Track mergedWith(Track other) {
        var merged = new Track(pace);
        Map<String, Integer> indexes = new LinkedHashMap<>();
        Stream.concat(moments.stream(), other.moments.stream())
                .sorted(Comparator.comparing(Moment::at))
                .forEach(moment -> {
                    indexes.put(moment.id(), merged.moments.size());
                    merged.observe(moment);
                });
        Stream.concat(pending.stream(), other.pending.stream())
                .map(each -> new Pending(indexes.get(each.occurrence().id()), each.occurrence(), each.evidence()))
                .sorted(Comparator.comparingInt(Pending::index))
                .forEach(merged.pending::add);
        other.kin.forEach(merged::remember);
        kin.forEach(merged::remember);
        return merged;
    }

    Instant lastAt() {
        return moments.isEmpty() ? Instant.MIN : moments.getLast().at();
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** What speaks for an alert being kin to the one here that is most so; nothing if it is kin to none. */
    List<Evidence> kinship(Kinship.Traits alert, Kinship kinship) {
        if (!alert.entity().isEmpty() && kin.containsKey(alert.entity())) {
            return kinship.between(alert, kin.get(alert.entity()));
        }
        Kinship.Traits nearest = null;
        double most = Double.NEGATIVE_INFINITY;
        for (Kinship.Traits each : kin.values()) {
            double weight = kinship.weight(alert, each);
            if (weight > most) {
                most = weight;
                nearest = each;
            }
        }
        return nearest == null || most < Kinship.ENOUGH ? List.of() : kinship.between(alert, nearest);
    }

    void add(Occurrence occurrence, Kinship.Traits traits, List<Evidence> kinship) {
        List<Evidence> evidence = new ArrayList<>();
        Instant before = lastAt();
        int index = moments.size();
        double continues = observe(new Moment(occurrence.id(), occurrence.at()));
        if (index > 0) {
            evidence.add(byTime(continues, Duration.between(before, occurrence.at())));
        }
        evidence.addAll(kinship);
        pending.add(new Pending(index, occurrence, evidence));
        remember(occurrence.entity().isEmpty() ? occurrence.id() : occurrence.entity(), traits);
    }

    private double observe(Moment moment) {
        Instant at = moment.at();
        double continues = detector.observe(moments.size(), at.getEpochSecond() + at.getNano() / 1e9);
        moments.add(moment);
        return continues;
    }

    private void remember(String key, Kinship.Traits traits) {
        kin.put(key, traits);
        if (kin.size() > MOST_KIN) {
            kin.remove(kin.keySet().iterator().next());
        }
    }

    private static Evidence byTime(double continues, Duration pause) {
        double seconds = pause.toMillis() / 1000.0;
        return new Evidence(
                Kind.TIME,
                continues,
                continues >= 0
                        ? "it comes %.1f s after the alert before it, as alerts of the same fault do".formatted(seconds)
                        : "it comes %.1f s after the alert before it, in a new burst".formatted(seconds));
    }

    /** Decides where the alerts that came until {@code until} belong. */
    List<Membership> settle(Instant until) {
        List<Membership> settled = new ArrayList<>();
        while (!pending.isEmpty() && !pending.peek().occurrence().at().isAfter(until)) {
            Pending each = pending.remove();
            String cluster = moments.get(detector.onsetOf(each.index())).id();
            settled.add(new Membership(each.occurrence(), cluster, each.evidence()));
        }
        return settled;
    }
}
