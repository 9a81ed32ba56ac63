package dev.evenkeel.alertrouter.silence;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.incident.TimelineEntry;

/** Writes into the timelines of incidents that alerts which fire in them were silenced, and that they are no longer. */
@ApplicationScoped
class SilencedIncidentService {

    private static final int LONGEST_COMMENT = 500;

    private final SilencedAlertStore alerts;
    private final IncidentService incidents;

    SilencedIncidentService(SilencedAlertStore alerts, IncidentService incidents) {
        this.alerts = alerts;
        this.incidents = incidents;
    }

    /** Somebody made a silence, or gave it another end. */
    Uni<Void> silenced(SqlConnection transaction, Silence silence, Actor by, Instant now) {
        String from = silence.startsAt().isAfter(now) ? "from " + silence.startsAt() + " " : "";
        String why = silence.comment().isBlank() ? "" : ": " + quoted(silence.comment());
        String sentence = "%s silenced alerts of it %suntil %s%s".formatted(by.name(), from, silence.endsAt(), why);
        return note(transaction, silence, new TimelineEntry(now, "silenced", by.name(), sentence));
    }

    /**
     * Somebody ended a silence before its time, or replaced it.
     *
     * @param silence as it was before
     */
    Uni<Void> ended(SqlConnection transaction, Silence silence, Actor by, Instant now) {
        String sentence =
                "%s ended a silence of alerts of it, which was to last until %s".formatted(by.name(), silence.endsAt());
        return note(transaction, silence, new TimelineEntry(now, "silence-ended", by.name(), sentence));
    }

    private Uni<Void> note(SqlConnection transaction, Silence silence, TimelineEntry entry) {
        return alerts.firing(transaction, silence.matchers(), entry.at())
                .flatMap(firing -> incidents.noteOnThoseWith(transaction, firing, entry));
    }

    /** U+0000 is no text to PostgreSQL. */
    private static String quoted(String comment) {
        String clean = comment.strip().replace('\0', '\uFFFD');
        return clean.length() > LONGEST_COMMENT ? clean.substring(0, LONGEST_COMMENT) + "…" : clean;
    }
}
