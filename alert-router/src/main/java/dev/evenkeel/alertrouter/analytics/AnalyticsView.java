package dev.evenkeel.alertrouter.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** Answers of the REST API. */
public final class AnalyticsView {

    private AnalyticsView() {}

    /**
     * Incidents that were opened within a time.
     *
     * @param groupBy what {@code groups} are told apart by; {@code null} if they are not asked for
     */
    @RegisterForReflection // answered as JSON or CSV, so that signatures do not name it; likewise the others here
    public record Incidents(Instant from, Instant to, String groupBy, Figures total, List<Figures> groups) {}

    /** See {@link IncidentFigures}. */
    @RegisterForReflection
    public record Figures(
            String group,
            long incidents,
            long unresolved,
            long acknowledged,
            long neverAcknowledged,
            long waiting,
            long actedOn,
            Double actedOnShare,
            long notifications,
            long pages,
            Times secondsToDetect,
            Times secondsToNotify,
            Times secondsToAcknowledge,
            Times secondsToResolve) {

        static Figures of(IncidentFigures figures) {
            return new Figures(
                    figures.group(),
                    figures.incidents(),
                    figures.unresolved(),
                    figures.acknowledged(),
                    figures.neverAcknowledged(),
                    figures.waiting(),
                    figures.actedOn(),
                    figures.actedOnShare(),
                    figures.notifications(),
                    figures.pages(),
                    figures.toDetect(),
                    figures.toNotify(),
                    figures.toAcknowledge(),
                    figures.toResolve());
        }

        static final List<String> COLUMNS = List.of(
                "group",
                "incidents",
                "unresolved",
                "acknowledged",
                "never_acknowledged",
                "waiting",
                "acted_on",
                "acted_on_share",
                "notifications",
                "pages",
                "detect_count",
                "detect_mean_seconds",
                "detect_median_seconds",
                "detect_p90_seconds",
                "acknowledge_count",
                "acknowledge_mean_seconds",
                "acknowledge_median_seconds",
                "acknowledge_p90_seconds",
                "resolve_count",
                "resolve_mean_seconds",
                "resolve_median_seconds",
                "resolve_p90_seconds");

        Object[] row() {
            return new Object[] {
                group,
                incidents,
                unresolved,
                acknowledged,
                neverAcknowledged,
                waiting,
                actedOn,
                actedOnShare,
                notifications,
                pages,
                secondsToDetect.count(),
                secondsToDetect.mean(),
                secondsToDetect.median(),
                secondsToDetect.p90(),
                secondsToAcknowledge.count(),
                secondsToAcknowledge.mean(),
                secondsToAcknowledge.median(),
                secondsToAcknowledge.p90(),
                secondsToResolve.count(),
                secondsToResolve.mean(),
                secondsToResolve.median(),
                secondsToResolve.p90()
            };
        }
    }

    /**
     * Kinds of alerts, the most troublesome first.
     *
     * @param briefSeconds what counts as brief
     */
    @RegisterForReflection
    public record Noise(Instant from, Instant to, String groupBy, String order, long briefSeconds, List<Kind> kinds) {}

    /** See {@link NoiseLine}. */
    @RegisterForReflection
    public record Kind(
            String group,
            Long episodes,
            Long againWithinAnHour,
            Long brief,
            Double medianSeconds,
            long incidents,
            long actedOn,
            Double actedOnShare,
            long overByThemselves,
            long notifications,
            long pages,
            String advice) {

        static final List<String> COLUMNS = List.of(
                "group",
                "episodes",
                "again_within_an_hour",
                "brief",
                "median_seconds",
                "incidents",
                "acted_on",
                "acted_on_share",
                "over_by_themselves",
                "notifications",
                "pages",
                "advice");

        static Kind of(NoiseLine line) {
            return new Kind(
                    line.group(),
                    line.episodes(),
                    line.again(),
                    line.brief(),
                    line.medianSeconds(),
                    line.incidents(),
                    line.actedOn(),
                    line.actedOnShare(),
                    line.briefUnattended(),
                    line.notifications(),
                    line.pages(),
                    line.advice());
        }

        Object[] row() {
            return new Object[] {
                group,
                episodes,
                againWithinAnHour,
                brief,
                medianSeconds,
                incidents,
                actedOn,
                actedOnShare,
                overByThemselves,
                notifications,
                pages,
                advice
            };
        }
    }

    /** Everybody who was told or took an incident on. */
    @RegisterForReflection
    public record People(Instant from, Instant to, List<Load> people) {}

    /** See {@link PersonLoad}. */
    @RegisterForReflection
    public record Load(
            String person,
            String fullName,
            String timeZone,
            int pages,
            int incidents,
            int inWorkingHours,
            int inFreeTime,
            int atNight,
            int interruptedNights,
            int mostInANight,
            int longestRunOfNights,
            int acknowledged,
            Map<LocalDate, Integer> pagesByNight) {

        static final List<String> COLUMNS = List.of(
                "person",
                "full_name",
                "time_zone",
                "pages",
                "incidents",
                "in_working_hours",
                "in_free_time",
                "at_night",
                "interrupted_nights",
                "most_in_a_night",
                "longest_run_of_nights",
                "acknowledged");

        static Load of(PersonLoad load) {
            PersonLoad.Pages pages = load.pages();
            return new Load(
                    load.person(),
                    load.fullName(),
                    load.timeZone(),
                    pages.all(),
                    pages.incidents(),
                    pages.working(),
                    pages.free(),
                    pages.night(),
                    pages.interruptedNights(),
                    pages.mostInANight(),
                    pages.longestRun(),
                    load.acknowledged(),
                    load.nights());
        }

        Object[] row() {
            return new Object[] {
                person,
                fullName,
                timeZone,
                pages,
                incidents,
                inWorkingHours,
                inFreeTime,
                atNight,
                interruptedNights,
                mostInANight,
                longestRunOfNights,
                acknowledged
            };
        }
    }

    /** Incidents that waited longest for somebody to take them on. */
    @RegisterForReflection
    public record Waits(Instant from, Instant to, List<LongWait> incidents) {}
}
