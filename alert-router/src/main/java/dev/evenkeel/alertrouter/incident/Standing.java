package dev.evenkeel.alertrouter.incident;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

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

        Set<Long> firing() {
            var firing = new HashSet<Long>();
            parts.stream()
                    .filter(part -> part.kind() != Part.Kind.CLOSED)
                    .forEach(part -> firing.addAll(part.firing()));
            return firing;
        }
    }

    public Standing {
        incidents = List.copyOf(incidents);
    }

    public static Standing none(UUID groupId) {
        return new Standing(groupId, List.of());
    }

    /** Fingerprints of the group's alerts that were firing in an incident when the group was last looked at. */
    public Set<Long> firing() {
        var firing = new HashSet<Long>();
        parts().forEach(part -> firing.addAll(part.firing()));
        return firing;
    }

    /** The group's parts. */
    Stream<Part> parts() {
        return incidents.stream()
                .flatMap(placed -> placed.parts().stream())
                .filter(part -> part.groupId().equals(groupId));
    }

    /** Alerts that are in a part because somebody put them there. */
    Set<Long> chosen() {
        var chosen = new HashSet<Long>();
        parts().forEach(part -> chosen.addAll(part.alerts()));
        return chosen;
    }

    Optional<Part> whole() {
        return parts().filter(part -> part.kind() == Part.Kind.WHOLE).findFirst();
    }
}
