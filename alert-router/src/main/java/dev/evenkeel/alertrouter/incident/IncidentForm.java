package dev.evenkeel.alertrouter.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.evenkeel.platform.web.ProblemException;

/**
 * What somebody sent with one of the forms on an incident's page; a field that the form does not have is {@code null} or
 * empty.
 *
 * @param version that the page showed
 * @param text a note, a reason, a name or a title, as the form has it
 * @param duration of a snooze
 * @param chosen alerts or incidents that were ticked
 */
record IncidentForm(String version, String text, String duration, List<String> chosen) {

    /** The version that was seen; none if the form does not mind. */
    Optional<Integer> seen() {
        return IncidentParameters.number("/version", version);
    }

    /**
     * What is to be done.
     *
     * @param verb the last part of the form's address
     */
    IncidentAction action(String verb, Instant now) {
        return switch (verb) {
            case "acknowledge" -> new IncidentAction.Acknowledge();
            case "unacknowledge" -> new IncidentAction.Unacknowledge();
            case "assign" -> new IncidentAction.Assign(words("name"));
            case "snooze" -> new IncidentAction.Snooze(IncidentParameters.snoozeEnd(null, duration, now));
            case "wake" -> new IncidentAction.Wake();
            case "notes" -> new IncidentAction.Note(IncidentParameters.requiredText("/text", text));
            case "resolve" -> new IncidentAction.Resolve(words("why").orElse(""));
            case "reopen" -> new IncidentAction.Reopen(words("why").orElse(""));
            case "merge" -> new IncidentAction.Merge(ids());
            case "split" ->
                new IncidentAction.Split(IncidentParameters.fingerprints("/alerts", ticked()), words("title"));
            default -> throw ProblemException.notFound("Nothing here is called " + verb);
        };
    }

    private Optional<String> words(String field) {
        return IncidentParameters.text("/" + field, text).map(String::strip).filter(given -> !given.isEmpty());
    }

    private Set<UUID> ids() {
        return ticked().stream()
                .map(id -> IncidentParameters.id("/incidents", id))
                .collect(Collectors.toSet());
    }

    private List<String> ticked() {
        if (chosen == null || chosen.isEmpty()) {
            throw ProblemException.badRequest("Nothing was chosen");
        }
        return chosen;
    }
}
