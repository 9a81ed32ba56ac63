package dev.evenkeel.alertrouter.silence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.maintenance.MaintenanceWindows;
import dev.evenkeel.alertrouter.maintenance.MaintenanceWindows.Covering;
import dev.evenkeel.alertrouter.matching.Matcher;
import dev.evenkeel.alertrouter.matching.Matcher.Operator;
import dev.evenkeel.platform.series.Labels;

/**
 * Silences, arranged so that an alert is compared only with those that may be about it: a silence that asks for a label
 * with a certain value is found by that label. Immutable.
 */
public final class Silences {

    private static final Silences NONE = new Silences(List.of());

    private record Pair(String label, String value) {}

    private final Map<Pair, List<Silence>> byLabel = new HashMap<>();
    private final List<Silence> others = new ArrayList<>();
    private final MaintenanceWindows windows;

    public Silences(Collection<Silence> silences) {
        this(silences, MaintenanceWindows.none());
    }

    private Silences(Collection<Silence> silences, MaintenanceWindows windows) {
        this.windows = windows;
        for (Silence silence : silences) {
            leadingPair(silence)
                    .map(pair -> byLabel.computeIfAbsent(pair, key -> new ArrayList<>()))
                    .orElse(others)
                    .add(silence);
        }
    }

    /** The same silences with these maintenance windows. */
    Silences with(MaintenanceWindows others) {
        return new Silences(all().toList(), others);
    }

    public static Silences none() {
        return NONE;
    }

    private static Optional<Pair> leadingPair(Silence silence) {
        return silence.matchers().stream()
                .filter(matcher ->
                        matcher.operator() == Operator.EQUAL && !matcher.value().isEmpty())
                .findFirst()
                .map(matcher -> new Pair(matcher.name(), matcher.value()));
    }

    /** What the silences and maintenance windows ask for that are active at a moment; no alert is silenced without any. */
    public List<List<Matcher>> askedForAt(Instant now) {
        return Stream.concat(
                        all().filter(silence -> silence.stateAt(now) == Silence.State.ACTIVE)
                                .map(Silence::matchers),
                        windows.askedForAt(now).stream())
                .toList();
    }

    private Stream<Silence> all() {
        return Stream.concat(byLabel.values().stream().flatMap(List::stream), others.stream());
    }

    /** The ids of the silences that are active at a moment and about such an alert, in order of their texts. */
    public List<UUID> silencing(Labels labels, Instant now) {
        List<Silence> silences = silences(labels, now);
        return silences.isEmpty()
                ? List.of()
                : silences.stream().map(Silence::id).toList();
    }

    /** The same silences themselves. */
    public List<Silence> silences(Labels labels, Instant now) {
        if (byLabel.isEmpty() && others.isEmpty()) {
            return List.of();
        }
        List<Silence> silencing = new ArrayList<>();
        collect(others, labels, now, silencing);
        if (!byLabel.isEmpty()) {
            labels.forEach((name, value) ->
                    collect(byLabel.getOrDefault(new Pair(name, value), List.of()), labels, now, silencing));
        }
        silencing.sort(Comparator.comparing(silence -> silence.id().toString()));
        return silencing;
    }

    /** The maintenance windows that are active at a moment and about such an alert. */
    public List<UUID> maintaining(Labels labels, Instant now) {
        return windows.covering(labels, now);
    }

    /** The same with their names and ends, for people. */
    public List<Covering> coverings(Labels labels, Instant now) {
        return windows.coverings(labels, now);
    }

    private static void collect(List<Silence> candidates, Labels labels, Instant now, List<Silence> silencing) {
        for (Silence silence : candidates) {
            if (silence.stateAt(now) == Silence.State.ACTIVE && silence.isAbout(labels)) {
                silencing.add(silence);
            }
        }
    }

    /** The order in which the API lists silences: active ones by their end, pending by their start, the rest newest first. */
    static Comparator<Silence> orderAt(Instant now) {
        return Comparator.<Silence, Silence.State>comparing(silence -> silence.stateAt(now))
                .thenComparing((left, right) -> switch (left.stateAt(now)) {
                    case ACTIVE -> left.endsAt().compareTo(right.endsAt());
                    case PENDING -> left.startsAt().compareTo(right.startsAt());
                    case EXPIRED -> right.endsAt().compareTo(left.endsAt());
                });
    }
}
