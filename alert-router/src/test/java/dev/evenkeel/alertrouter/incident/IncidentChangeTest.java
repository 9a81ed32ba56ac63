package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.alert.Fingerprints;
import dev.evenkeel.alertrouter.incident.IncidentAction.Reopen;
import dev.evenkeel.alertrouter.incident.IncidentAction.Resolve;
import dev.evenkeel.alertrouter.incident.IncidentAction.Split;
import dev.evenkeel.alertrouter.incident.IncidentWork.Changed;
import dev.evenkeel.alertrouter.incident.IncidentWork.Outcome;
import dev.evenkeel.alertrouter.notification.NotifiedAlert;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class IncidentChangeTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID GROUP = UUID.randomUUID();
    private static final UUID OTHER_GROUP = UUID.randomUUID();

    private final IncidentWork ann = new IncidentWork("ann", NOW);

    @Test
    void alertsThatAreInNoIncidentOpenOne() {
        List<IncidentChange> changes = changes(List.of(), group(GROUP, "a", "b"));

        assertThat(changes).singleElement().isInstanceOf(IncidentChange.Opened.class);
        assertThat(changes.getFirst().incident().firing()).isEqualTo(prints("a", "b"));
    }

    @Test
    void aSplitAlertStaysWhereItWasPutAndLaterOnesOfTheGroupStayBehind() {
        IncidentWithParts whole = opened(GROUP, "a", "b");
        Outcome split =
                ann.split(whole, new Split(prints("b"), Optional.of("the b")), List.of(alert("b")), UUID.randomUUID());
        Incident old = split.incidents().getFirst().incident();
        Incident own = split.incidents().getLast().incident();

        List<IncidentChange> changes = changes(incidentsOf(GROUP, split), group(GROUP, "a", "b", "c"));

        assertThat(old.firing()).isEqualTo(prints("a"));
        assertThat(own.firing()).isEqualTo(prints("b"));
        assertThat(own.title()).isEqualTo("the b");
        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.incident().id()).isEqualTo(old.id());
            assertThat(change.incident().firing()).isEqualTo(prints("a", "c"));
        });
    }

    @Test
    void aSplitIncidentIsResolvedByItsOwnAlertsAlone() {
        Outcome split = ann.split(
                opened(GROUP, "a", "b"), new Split(prints("b"), Optional.empty()), List.of(), UUID.randomUUID());

        List<IncidentChange> changes = changes(incidentsOf(GROUP, split), group(GROUP, "a"));

        assertThat(changes).singleElement().isInstanceOf(IncidentChange.Resolved.class);
        assertThat(changes.getFirst().incident().id())
                .isEqualTo(split.incidents().getLast().incident().id());
    }

    @Test
    void aMergedIncidentFollowsTheGroupsOfAllAndIsResolvedWithTheLast() {
        IncidentWithParts survivor = opened(GROUP, "a");
        Outcome merged = ann.merge(survivor, List.of(opened(OTHER_GROUP, "x")));
        UUID id = survivor.incident().id();

        List<IncidentChange> more = changes(incidentsOf(OTHER_GROUP, merged), group(OTHER_GROUP, "x", "y"));
        List<IncidentChange> firstGone = changes(incidentsOf(GROUP, merged), group(GROUP));

        assertThat(merged.incidents().getFirst().incident().firing()).isEqualTo(prints("a", "x"));
        assertThat(merged.incidents().getLast().incident().mergedInto()).contains(id);
        assertThat(merged.incidents().getLast().incident().isResolved()).isTrue();
        assertThat(more).singleElement().satisfies(change -> {
            assertThat(change.incident().id()).isEqualTo(id);
            assertThat(change.incident().firing()).isEqualTo(prints("a", "x", "y"));
        });
        assertThat(firstGone).singleElement().isInstanceOf(IncidentChange.Updated.class);
    }

    @Test
    void aMergeOfManyNamesTheFirstOfThem() {
        List<IncidentWithParts> others = IntStream.range(0, 12)
                .mapToObj(number -> opened(UUID.randomUUID(), "x" + number))
                .toList();

        Outcome merged = ann.merge(opened(GROUP, "a"), others);

        assertThat(merged.incidents().getFirst().entry().text())
                .startsWith("ann merged 'x0', 'x1', ")
                .endsWith("'x9' and 2 more into it");
        assertThat(merged.incidents()).hasSize(13);
    }

    @Test
    void splittingOffAllThatAMergeBroughtTakesTheLaterAlertsOfThatGroupAlong() {
        Outcome merged = ann.merge(opened(GROUP, "a"), List.of(opened(OTHER_GROUP, "x")));
        IncidentWithParts both =
                new IncidentWithParts(merged.incidents().getFirst().incident(), merged.parts());
        Outcome split =
                ann.split(both, new Split(prints("x"), Optional.empty()), List.of(alert("x")), UUID.randomUUID());

        List<IncidentChange> changes = changes(incidentsOf(OTHER_GROUP, split), group(OTHER_GROUP, "x", "y"));

        assertThat(changes).singleElement().satisfies(change -> {
            assertThat(change.incident().id())
                    .isEqualTo(split.incidents().getLast().incident().id());
            assertThat(change.incident().firing()).isEqualTo(prints("x", "y"));
        });
    }

    @Test
    void mergingASplitBackMakesTheGroupWholeAgain() {
        Outcome split = ann.split(
                opened(GROUP, "a", "b"), new Split(prints("b"), Optional.empty()), List.of(), UUID.randomUUID());
        List<IncidentWithParts> placed = placed(split);

        Outcome merged = ann.merge(placed.getLast(), List.of(placed.getFirst()));

        assertThat(merged.parts()).singleElement().satisfies(part -> {
            assertThat(part.kind()).isEqualTo(Part.Kind.WHOLE);
            assertThat(part.firing()).isEqualTo(prints("a", "b"));
        });
    }

    @Test
    void whatFiredWhenSomebodyResolvedOpensNothingUntilItHasEnded() {
        Outcome resolved = ann.act(opened(GROUP, "a"), new Resolve("known"), Set.of());
        Incident closed = resolved.incidents().getFirst().incident();

        assertThat(changes(incidentsOf(GROUP, resolved), group(GROUP, "a"))).isEmpty();
        assertThat(changes(incidentsOf(GROUP, resolved), group(GROUP, "a", "b")))
                .singleElement()
                .satisfies(change -> assertThat(change.incident().firing()).isEqualTo(prints("b")));
        List<IncidentChange> ended = changes(incidentsOf(GROUP, resolved), group(GROUP));
        assertThat(ended).singleElement().satisfies(change -> {
            assertThat(change).isInstanceOf(IncidentChange.Moved.class);
            assertThat(change.part().isOver()).isTrue();
        });
        assertThat(closed.resolvedBy()).contains("ann");
        assertThat(closed.firing()).isEqualTo(Fingerprints.none());
    }

    @Test
    void aReopenedIncidentHasItsAlertsBack() {
        IncidentWithParts closed =
                placed(ann.act(opened(GROUP, "a"), new Resolve(""), Set.of())).getFirst();

        Outcome reopened = ann.act(closed, new Reopen("not at all"), Set.of());
        Outcome beside = ann.act(closed, new Reopen(""), Set.of(GROUP));

        assertThat(reopened.incidents().getFirst().incident().firing()).isEqualTo(prints("a"));
        assertThat(reopened.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.kind()).isEqualTo(Part.Kind.WHOLE));
        assertThat(beside.parts())
                .singleElement()
                .satisfies(part -> assertThat(part.kind()).isEqualTo(Part.Kind.CHOSEN));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        IncidentWithParts open = opened(GROUP, "a");
        IncidentWithParts closed =
                placed(ann.act(open, new Resolve(""), Set.of())).getFirst();
        IncidentWithParts merged =
                placed(ann.merge(opened(OTHER_GROUP, "x"), List.of(open))).getLast();

        for (IncidentAction action :
                List.of(new Reopen(""), new IncidentAction.Unacknowledge(), new IncidentAction.Wake())) {
            assertThatThrownBy(() -> ann.act(open, action, Set.of())).isInstanceOf(RefusedActionException.class);
        }
        for (IncidentAction action :
                List.of(new IncidentAction.Acknowledge(), new Resolve(""), new IncidentAction.Snooze(NOW))) {
            assertThatThrownBy(() -> ann.act(closed, action, Set.of())).isInstanceOf(RefusedActionException.class);
        }
        assertThatThrownBy(() -> ann.act(merged, new Reopen(""), Set.of())).hasMessageContaining("goes on as");
        assertThatThrownBy(() -> ann.merge(open, List.of(closed))).isInstanceOf(RefusedActionException.class);
        assertThatThrownBy(
                        () -> ann.split(open, new Split(prints("a"), Optional.empty()), List.of(), UUID.randomUUID()))
                .hasMessageContaining("without an alert");
        assertThatThrownBy(
                        () -> ann.split(open, new Split(prints("z"), Optional.empty()), List.of(), UUID.randomUUID()))
                .hasMessageContaining("does not have all");
    }

    /** What a look finds, which is something exactly if the part of the group alone says so. */
    private static List<IncidentChange> changes(List<IncidentWithParts> incidents, GroupSnapshot group) {
        List<IncidentChange> changes = IncidentChange.of(incidents, group, UUID.randomUUID());
        assertThat(Standing.of(group.groupId(), incidents).isChangedBy(group)).isEqualTo(!changes.isEmpty());
        return changes;
    }

    private static IncidentWithParts opened(UUID group, String... names) {
        Incident incident = Incident.opened(UUID.randomUUID(), group(group, names));
        return new IncidentWithParts(incident, List.of(Part.whole(incident)));
    }

    private static List<IncidentWithParts> placed(Outcome outcome) {
        return outcome.incidents().stream()
                .map(Changed::incident)
                .map(incident -> new IncidentWithParts(
                        incident,
                        outcome.parts().stream()
                                .filter(part -> part.incident().equals(incident.id()))
                                .toList()))
                .toList();
    }

    private static List<IncidentWithParts> incidentsOf(UUID group, Outcome outcome) {
        return placed(outcome).stream()
                .filter(placed ->
                        placed.parts().stream().anyMatch(part -> part.groupId().equals(group)))
                .toList();
    }

    private static GroupSnapshot group(UUID group, String... names) {
        return new GroupSnapshot(
                group,
                "{}:{g=\"" + group + "\"}",
                "team",
                Labels.of(Map.of()),
                Stream.of(names)
                        .map(name -> new NotifiedAlert(alert(name), false))
                        .toList(),
                NOW);
    }

    private static Alert alert(String name) {
        return Alert.of(Labels.of(Map.of("alertname", name)), Map.of(), NOW, NOW.plusSeconds(60), "", NOW, false);
    }

    private static Fingerprints prints(String... names) {
        return Fingerprints.of(Stream.of(names).mapToLong(name -> alert(name).fingerprint()));
    }
}
