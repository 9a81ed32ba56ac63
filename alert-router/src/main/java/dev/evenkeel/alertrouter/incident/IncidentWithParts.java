package dev.evenkeel.alertrouter.incident;

import java.util.List;

import dev.evenkeel.alertrouter.alert.Fingerprints;

/** An incident with all of its parts, of whatever groups. */
record IncidentWithParts(Incident incident, List<Part> parts) {

    IncidentWithParts {
        parts = List.copyOf(parts);
    }

    Fingerprints firing() {
        return Fingerprints.ofAll(
                parts.stream().filter(part -> part.kind() != Part.Kind.CLOSED).map(Part::firing));
    }
}
