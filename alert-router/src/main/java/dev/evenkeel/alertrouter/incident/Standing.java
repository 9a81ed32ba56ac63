package dev.evenkeel.alertrouter.incident;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * How a group of alerts stands with incidents. What these have of other groups is not in it: a storm may be one incident of
 * thousands of groups, each of which is looked at again and again.
 *
 * @param parts what incidents have of the group, one for each of them
 */
public record Standing(UUID groupId, List<Part> parts) {

    public Standing {
        parts = List.copyOf(parts);
    }

    public static Standing none(UUID groupId) {
        return new Standing(groupId, List.of());
    }

    static Standing of(UUID groupId, Collection<IncidentWithParts> incidents) {
        return new Standing(
                groupId,
                incidents.stream()
                        .flatMap(placed -> placed.parts().stream())
                        .filter(part -> part.groupId().equals(groupId))
                        .toList());
    }

    /** The group's alerts that were firing in an incident when the group was last looked at. */
    public Fingerprints firing() {
        return Fingerprints.ofAll(parts.stream().map(Part::firing));
    }

    /** Alerts that are in a part because somebody put them there. */
    Fingerprints chosen() {
        return Fingerprints.ofAll(parts.stream().map(Part::alerts));
    }

    private Optional<Part> whole() {
        return parts.stream().filter(part -> part.kind() == Part.Kind.WHOLE).findFirst();
    }

    /** What fires in one of the parts, as these fire in the group. */
    Fingerprints firingIn(Part part, Fingerprints inGroup) {
        return part.kind() == Part.Kind.WHOLE ? inGroup.without(chosen()) : inGroup.common(part.alerts());
    }

    /** What an incident is to be opened for, as these fire in the group. */
    Fingerprints firingNowhere(Fingerprints inGroup) {
        return whole().isPresent() ? Fingerprints.none() : inGroup.without(chosen());
    }

    /** Whether incidents have to follow. */
    boolean isChangedBy(GroupSnapshot group) {
        Fingerprints firing = group.firing();
        return !firingNowhere(firing).isEmpty()
                || parts.stream().anyMatch(part -> !firingIn(part, firing).equals(part.firing()));
    }
}
