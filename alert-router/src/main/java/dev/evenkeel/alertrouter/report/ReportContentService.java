package dev.evenkeel.alertrouter.report;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.analytics.AnalyticsService;
import dev.evenkeel.alertrouter.analytics.Grouping;
import dev.evenkeel.alertrouter.analytics.IncidentFigures;
import dev.evenkeel.alertrouter.analytics.IncidentFilter;
import dev.evenkeel.alertrouter.analytics.LongWait;
import dev.evenkeel.alertrouter.analytics.NoiseLine;
import dev.evenkeel.alertrouter.analytics.PersonLoad;
import dev.evenkeel.alertrouter.analytics.TimeRange;
import dev.evenkeel.alertrouter.oncall.OncallService;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.alertrouter.report.ReportContent.Gap;

/** Gathers what a report says. */
@ApplicationScoped
class ReportContentService {

    /** A report is to be read, not to be searched. */
    private static final int LINES = 10;

    private static final int MOST_PEOPLE = 50;

    private final AnalyticsService analytics;
    private final OncallService oncall;

    ReportContentService(AnalyticsService analytics, OncallService oncall) {
        this.analytics = analytics;
        this.oncall = oncall;
    }

    private record Incidents(
            IncidentFigures now,
            IncidentFigures before,
            List<IncidentFigures> severities,
            List<IncidentFigures> receivers) {}

    private record Alerts(Optional<Long> ended, Optional<Long> endedBefore, List<NoiseLine> noise) {}

    Uni<ReportContent> make(ReportDefinition definition, ReportSchedule.Due due) {
        TimeRange range = due.period().range();
        TimeRange before = due.before().range();
        IncidentFilter about = definition.about();
        return Uni.combine()
                .all()
                .unis(
                        incidents(range, before, about),
                        alerts(range, before, about),
                        analytics.people(range),
                        analytics.longestUnacknowledged(range, about, LINES),
                        gaps(due.coming()))
                .with((incidents, alerts, people, waits, gaps) ->
                        content(definition, due.period(), incidents, alerts, people, waits, gaps));
    }

    private Uni<Incidents> incidents(TimeRange range, TimeRange before, IncidentFilter about) {
        return Uni.combine()
                .all()
                .unis(
                        analytics.total(range, about),
                        analytics.total(before, about),
                        analytics.groups(range, about, Grouping.bySeverity(), LINES),
                        analytics.groups(range, about, Grouping.byReceiver(), LINES))
                .with(Incidents::new);
    }

    private Uni<Alerts> alerts(TimeRange range, TimeRange before, IncidentFilter about) {
        return Uni.combine()
                .all()
                .unis(
                        analytics.alertsEnded(range, about),
                        analytics.alertsEnded(before, about),
                        analytics.noisiest(range, about, LINES))
                .with(Alerts::new);
    }

    private Uni<List<Gap>> gaps(ReportPeriod coming) {
        Collection<Schedule> schedules = oncall.directory().schedules().values();
        return oncall.gaps(schedules, new Span(coming.begins(), coming.ends()))
                .map(found -> found.entrySet().stream()
                        .flatMap(ReportContentService::gaps)
                        .limit(LINES)
                        .toList());
    }

    private static Stream<Gap> gaps(Map.Entry<Schedule, List<Span>> each) {
        return each.getValue().stream().map(span -> new Gap(each.getKey().name(), span.from(), span.to()));
    }

    private static ReportContent content(
            ReportDefinition definition,
            ReportPeriod period,
            Incidents incidents,
            Alerts alerts,
            List<PersonLoad> people,
            List<LongWait> waits,
            List<Gap> gaps) {
        return new ReportContent(
                ReportContent.VERSION,
                definition.name(),
                definition.title(),
                period.zone().getId(),
                period.from(),
                period.to().minusDays(1),
                period.begins(),
                period.ends(),
                incidents.now(),
                incidents.before(),
                incidents.severities(),
                incidents.receivers(),
                alerts.ended().orElse(null),
                alerts.endedBefore().orElse(null),
                people.stream().limit(MOST_PEOPLE).toList(),
                alerts.noise(),
                waits,
                gaps);
    }
}
