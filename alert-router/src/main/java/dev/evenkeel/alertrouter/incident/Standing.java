package dev.evenkeel.alertrouter.incident;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/**
 * How a group of alerts stands with incidents.
 *
 * @param groupId the group
 * @param incidents those that have a {@link Part} of the group, each with all of its parts
 */
public record Standing(UUID groupId, List<Placed> incidents) {

    /** An incident with its parts, of whatever groups. */
    public record Placed(Incident incident, List<Part> parts) {

        public Placed {
            parts = List.copyOf(parts);
        }

        Fingerprints firing() {
            return Fingerprints.ofAll(parts.stream()
                    .filter(part -> part.kind() != Part.Kind.CLOSED)
                    .map(Part::firing));
        }
    }

    public Standing {
        incidents = List.copyOf(incidents);
    }

    public static Standing none(UUID groupId) {
        return new Standing(groupId, List.of());
    }

    /** The group's alerts that were firing in an incident when the group was last looked at. */
    public Fingerprints firing() {
        return Fingerprints.ofAll(parts().map(Part::firing));
    }

    /** The group's parts. */
    Stream<Part> parts() {
        return incidents.stream()
                .flatMap(placed -> placed.parts().stream())
                .filter(part -> part.groupId().equals(groupId));
    }

    /** Alerts that are in a part because somebody put them there. */
    Fingerprints chosen() {
        return Fingerprints.ofAll(parts().map(Part::alerts));
    }

    Optional<Part> whole() {
        return parts().filter(part -> part.kind() == Part.Kind.WHOLE).findFirst();
    }
}
