package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.alert.StorableText;
import dev.evenkeel.alertrouter.incident.IncidentAction.Acknowledge;
import dev.evenkeel.alertrouter.incident.IncidentAction.Assign;
import dev.evenkeel.alertrouter.incident.IncidentAction.Merge;
import dev.evenkeel.alertrouter.incident.IncidentAction.Note;
import dev.evenkeel.alertrouter.incident.IncidentAction.Reopen;
import dev.evenkeel.alertrouter.incident.IncidentAction.Resolve;
import dev.evenkeel.alertrouter.incident.IncidentAction.Snooze;
import dev.evenkeel.alertrouter.incident.IncidentAction.Split;
import dev.evenkeel.alertrouter.incident.IncidentAction.Unacknowledge;
import dev.evenkeel.alertrouter.incident.IncidentAction.Wake;

/**
 * What comes of people's actions. Every method looks at incidents whose rows are locked, and either says what they are
 * from now on or throws {@link RefusedActionException}.
 */
final class IncidentWork {

    /** A line of the timeline is read on a phone. */
    private static final int LONGEST_QUOTE = 2000;

    private static final int MOST_TITLES = 10;

    private final String by;
    private final Instant now;

    /** @param by who acts, as the timeline names them */
    IncidentWork(String by, Instant now) {
        this.by = by;
        this.now = now;
    }

    /**
     * What one action comes to.
     *
     * @param incidents with what they are now and the lines of their timelines; the first is the one acted on
     * @param parts all parts of all these incidents
     */
    record Outcome(List<Changed> incidents, List<Part> parts) {

        Outcome {
            incidents = List.copyOf(incidents);
            parts = List.copyOf(parts);
        }
    }

    /**
     * An incident and what happened to it.
     *
     * @param event the end of the event's type; empty if others need not hear of it, since the incident is as it was
     */
    record Changed(Incident incident, TimelineEntry entry, Optional<String> event) {}

    /**
     * Everything that concerns no other incident.
     *
     * @param wholeElsewhere groups whose whole is part of another incident by now
     */
    Outcome act(IncidentWithParts placed, IncidentAction action, Set<UUID> wholeElsewhere) {
        Incident incident = placed.incident();
        return switch (action) {
            case Acknowledge _ -> {
                require(incident.status() == Incident.Status.OPEN, incident, "is not open");
                yield updated(
                        placed, incident.change(now).acknowledgedBy(by).done(), "acknowledged", by + " took it on");
            }
            case Unacknowledge _ -> {
                require(incident.status() == Incident.Status.ACKNOWLEDGED, incident, "is not acknowledged");
                yield updated(placed, incident.change(now).open().done(), "unacknowledged", by + " gave it back");
            }
            case Assign(Optional<String> whom) -> assign(placed, whom);
            case Snooze(Instant until) -> {
                requireUnresolved(incident);
                yield updated(
                        placed,
                        incident.change(now).snoozedUntil(until).done(),
                        "snoozed",
                        by + " snoozed it until " + until.truncatedTo(ChronoUnit.SECONDS));
            }
            case Wake _ -> {
                require(incident.snoozedUntil().isPresent(), incident, "is not snoozed");
                yield updated(placed, incident.change(now).open().done(), "snooze-ended", by + " ended the snooze");
            }
            case Note(String text) ->
                new Outcome(
                        List.of(new Changed(
                                incident,
                                new TimelineEntry(now, "noted", by, by + ": " + quoted(text)),
                                Optional.empty())),
                        placed.parts());
            case Resolve(String why) -> resolve(placed, why);
            case Reopen(String why) -> reopen(placed, why, wholeElsewhere);
            case Merge _, Split _ -> throw new IllegalArgumentException(action + " concerns more than one incident");
        };
    }

    private Outcome assign(IncidentWithParts placed, Optional<String> whom) {
        Incident incident = placed.incident();
        requireUnresolved(incident);
        require(!incident.assignee().equals(whom), incident, "is assigned like that already");
        Incident after = incident.change(now).assignedTo(whom).done();
        return whom.map(name -> updated(placed, after, "assigned", by + " assigned it to " + quoted(name)))
                .orElseGet(() -> updated(placed, after, "unassigned", by + " assigned it to nobody"));
    }

    private Outcome resolve(IncidentWithParts placed, String why) {
        Incident incident = placed.incident();
        requireUnresolved(incident);
        int firing = incident.firing().size();
        String meanwhile = firing == 0
                ? ""
                : " while " + IncidentChange.alerts(firing) + (firing == 1 ? " still fires" : " still fire");
        var entry = entry("resolved", by + " resolved it" + meanwhile + because(why));
        Incident after = incident.change(now).resolvedBy(Optional.of(by)).done();
        return new Outcome(
                List.of(new Changed(after, entry, Optional.of("resolved"))),
                placed.parts().stream()
                        .map(Part::closed)
                        .filter(part -> !part.isOver())
                        .toList());
    }

    private Outcome reopen(IncidentWithParts placed, String why, Set<UUID> wholeElsewhere) {
        Incident incident = placed.incident();
        require(incident.isResolved(), incident, "is not resolved");
        incident.mergedInto().ifPresent(survivor -> {
            throw new RefusedActionException(
                    incident, "The incident goes on as " + survivor + ": split that one to have it back");
        });
        List<Part> parts = (placed.parts().isEmpty() ? List.of(Part.whole(incident)) : placed.parts())
                .stream()
                        .map(part -> wholeElsewhere.contains(part.groupId())
                                ? part.apart()
                                : part.with(Part.Kind.WHOLE, Fingerprints.none(), part.firing()))
                        .filter(part -> !part.isOver())
                        .toList();
        Incident after = incident.change(now)
                .open()
                .toldUnder(parts.stream()
                        .filter(part -> part.groupId().equals(incident.groupId()) && part.kind() == Part.Kind.CHOSEN)
                        .findFirst()
                        .flatMap(Part::ownKey)
                        .or(incident::ownKey))
                .firing(new IncidentWithParts(incident, parts).firing())
                .done();
        return new Outcome(
                List.of(new Changed(
                        after, entry("reopened", by + " reopened it" + because(why)), Optional.of("updated"))),
                parts);
    }

    private Outcome updated(IncidentWithParts placed, Incident after, String kind, String sentence) {
        return new Outcome(List.of(new Changed(after, entry(kind, sentence), Optional.of("updated"))), placed.parts());
    }

    /**
     * Makes other incidents part of one: their alerts, now and later, are its alerts. They count as resolved and point to
     * the one that goes on.
     */
    Outcome merge(IncidentWithParts survivor, List<IncidentWithParts> others) {
        requireUnresolved(survivor.incident());
        others.forEach(other -> requireUnresolved(other.incident()));
        UUID id = survivor.incident().id();
        List<Part> parts = onePerGroup(Stream.concat(
                        survivor.parts().stream(),
                        others.stream().flatMap(other -> other.parts().stream()).map(part -> part.of(id)))
                .toList());
        Severity worst = Severity.worst(
                others.stream().map(other -> other.incident().severity()).toList());
        Incident after = survivor.incident()
                .change(now)
                .firing(new IncidentWithParts(survivor.incident(), parts).firing())
                .atLeast(worst)
                .done();
        var entry = entry("merged", by + " merged " + titles(others) + " into it");
        Stream<Changed> gone = others.stream()
                .map(other -> new Changed(
                        other.incident().change(now).mergedInto(id, by).done(),
                        entry(
                                "merged-away",
                                by + " merged it into '"
                                        + quoted(survivor.incident().title()) + "' (" + id + ")"),
                        Optional.of("resolved")));
        return new Outcome(
                Stream.concat(Stream.of(new Changed(after, entry, Optional.of("updated"))), gone)
                        .toList(),
                parts);
    }

    private static String titles(List<IncidentWithParts> incidents) {
        String first = incidents.stream()
                .limit(MOST_TITLES)
                .map(each -> "'" + quoted(each.incident().title()) + "'")
                .collect(Collectors.joining(", "));
        return incidents.size() <= MOST_TITLES ? first : first + " and " + (incidents.size() - MOST_TITLES) + " more";
    }

    private static List<Part> onePerGroup(List<Part> parts) {
        Map<UUID, Part> byGroup = new HashMap<>();
        parts.forEach(part -> byGroup.merge(part.groupId(), part, Part::and));
        return List.copyOf(byGroup.values());
    }

    /**
     * Takes alerts out of an incident, to be one of their own. What is all that a merged incident has of a group goes with
     * its later alerts; otherwise just these alerts go, and later ones of the group stay.
     *
     * @param alerts those that are taken out, as far as they are still known
     */
    Outcome split(IncidentWithParts placed, Split split, List<Alert> alerts, UUID newId) {
        Incident incident = placed.incident();
        requireUnresolved(incident);
        require(!split.alerts().isEmpty(), incident, "is not split by taking out nothing");
        require(incident.firing().containsAll(split.alerts()), incident, "does not have all of these alerts firing");
        require(split.alerts().size() < incident.firing().size(), incident, "would be left without an alert");
        Set<Part> stay = new HashSet<>();
        Set<Part> go = new HashSet<>();
        boolean severalGroups = placed.parts().size() > 1;
        for (Part part : placed.parts()) {
            Fingerprints taken = part.firing().common(split.alerts());
            if (taken.isEmpty()) {
                stay.add(part);
            } else if (severalGroups && taken.equals(part.firing())) {
                go.add(part.of(newId));
            } else {
                go.add(part.chosen(newId, taken));
                stay.add(part.with(
                        part.kind(), part.alerts().without(taken), part.firing().without(taken)));
            }
        }
        Part first = go.stream().min(Comparator.comparing(Part::groupKey)).orElseThrow();
        Incident opened = Incident.opened(
                newId,
                first.groupId(),
                first.groupKey(),
                first.kind() == Part.Kind.CHOSEN ? first.ownKey() : Optional.empty(),
                first.receiver(),
                split.title().orElseGet(() -> title(alerts, incident)),
                Severity.worst(alerts.stream()
                        .map(alert -> Severity.of(alert.labels().get("severity")))
                        .toList()),
                split.alerts(),
                now);
        String many = IncidentChange.alerts(split.alerts().size());
        Incident after = incident.change(now)
                .firing(new IncidentWithParts(incident, List.copyOf(stay)).firing())
                .done();
        return new Outcome(
                List.of(
                        new Changed(
                                after,
                                entry(
                                        "split",
                                        by + " split off " + many + " as '" + quoted(opened.title()) + "' (" + newId
                                                + ")"),
                                Optional.of("updated")),
                        new Changed(
                                opened,
                                entry(
                                        "opened",
                                        by + " split it with " + many + " from '" + quoted(incident.title()) + "' ("
                                                + incident.id() + ")"),
                                Optional.of("opened"))),
                Stream.concat(stay.stream(), go.stream())
                        .filter(part -> !part.isOver())
                        .toList());
    }

    private static String title(List<Alert> alerts, Incident otherwise) {
        return alerts.stream()
                .min(Comparator.comparing(Alert::startsAt).thenComparingLong(Alert::fingerprint))
                .map(Alert::headline)
                .orElse(otherwise.title());
    }

    /** The end of a snooze, which nobody has to be there for. */
    Outcome wakeByItself(IncidentWithParts placed) {
        return updated(
                placed, placed.incident().change(now).open().done(), "snooze-ended", "The snooze is over: it is open");
    }

    private TimelineEntry entry(String kind, String sentence) {
        return new TimelineEntry(now, kind, by, sentence);
    }

    private static String because(String why) {
        return why.isBlank() ? "" : ": " + quoted(why);
    }

    private static String quoted(String text) {
        String clean = StorableText.of(text.strip());
        return clean.length() > LONGEST_QUOTE ? clean.substring(0, LONGEST_QUOTE) + "…" : clean;
    }

    private static void requireUnresolved(Incident incident) {
        require(!incident.isResolved(), incident, "is resolved");
    }

    private static void require(boolean condition, Incident incident, String otherwise) {
        if (!condition) {
            throw new RefusedActionException(incident, "The incident '" + incident.title() + "' " + otherwise);
        }
    }
}
