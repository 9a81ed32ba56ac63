package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;

import dev.evenkeel.alertrouter.analytics.IncidentFigures;
import dev.evenkeel.alertrouter.analytics.LongWait;
import dev.evenkeel.alertrouter.analytics.NoiseLine;
import dev.evenkeel.alertrouter.analytics.PersonLoad;

/**
 * What a report says, in figures; kept as JSON, and sent so to programs.
 *
 * @param version of this form; another one if a field changes its meaning
 * @param firstDay on the calendar of {@code timeZone}, as is {@code lastDay}
 * @param incidents all of the period
 * @param before the same of the period before
 * @param alerts episodes that ended in the period; {@code alertsBefore} those of the period before; both are {@code null} in a
 *     report of some receivers, since episodes have none
 * @param people who were told, or took incidents on
 * @param gaps when nobody will be on call though somebody has to be, in the period that follows
 */
@RegisterForReflection // read from and written to the table's JSON, with all that it has in it
public record ReportContent(
        int version,
        String name,
        String title,
        String timeZone,
        LocalDate firstDay,
        LocalDate lastDay,
        Instant from,
        Instant to,
        IncidentFigures incidents,
        IncidentFigures before,
        List<IncidentFigures> severities,
        List<IncidentFigures> receivers,
        Long alerts,
        Long alertsBefore,
        List<PersonLoad> people,
        List<NoiseLine> noise,
        List<LongWait> longestWaits,
        List<Gap> gaps) {

    static final int VERSION = 1;

    /** When nobody is on call by a schedule. */
    @RegisterForReflection // as above
    public record Gap(String schedule, Instant from, Instant to) {}

    public ReportContent {
        severities = List.copyOf(severities);
        receivers = List.copyOf(receivers);
        people = List.copyOf(people);
        noise = List.copyOf(noise);
        longestWaits = List.copyOf(longestWaits);
        gaps = List.copyOf(gaps);
    }
}
