package dev.evenkeel.alertrouter.analytics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** What alerts cost, for people: the last week, month, quarter or year. */
@Path("/analytics")
@Produces(MediaType.TEXT_HTML)
public class AnalyticsPage {

    private static final int ROWS = 15;
    private static final int MOST_DAYS_BY_DAY = 31;
    private static final List<Choice> CHOICES = List.of(
            new Choice(7, "7 days"), new Choice(30, "30 days"), new Choice(90, "90 days"), new Choice(365, "a year"));

    private final AnalyticsService analytics;
    private final Clock clock;

    AnalyticsPage(AnalyticsService analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    /** How much can be looked at. */
    record Choice(int days, String text) {}

    /**
     * Everything the template needs, worked out.
     *
     * @param before the same time before
     * @param slot what {@code slots} are: day or week
     * @param slots incidents by the day or week, also when there were none
     */
    record Content(
            Choice chosen,
            List<Choice> choices,
            TimeRange range,
            IncidentFigures total,
            IncidentFigures before,
            String slot,
            List<IncidentFigures> slots,
            List<IncidentFigures> severities,
            List<IncidentFigures> receivers,
            List<PersonLoad> people,
            List<NoiseLine> noise,
            List<LongWait> waits) {

        public int interruptedNights() {
            return people.stream()
                    .mapToInt(person -> person.pages().interruptedNights())
                    .sum();
        }

        public String incidentsBySlot() {
            return "Incidents by the " + slot;
        }

        public String timesBySlot() {
            return "Median time by the " + slot + " of opening";
        }

        public String slotHeading() {
            return slot.equals(Grouping.WEEK) ? "Week from (UTC)" : "Day (UTC)";
        }

        /** Where the same comes from, of the same time, as a table to go on with. */
        public String csv(String question) {
            return "/api/v1/analytics/" + question + (question.contains("?") ? "&" : "?") + "format=csv&from="
                    + range.from() + "&to=" + range.to();
        }

        public boolean isChosen(int days) {
            return chosen.days() == days;
        }
    }

    @CheckedTemplate(basePath = "analytics")
    static final class Templates {

        static native TemplateInstance overview(Content content);
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(hidden = true)
    public Uni<TemplateInstance> overview(@RestQuery String days) {
        Choice chosen = choice(days);
        Instant now = clock.instant();
        Duration length = Duration.ofDays(chosen.days());
        var range = new TimeRange(now.minus(length), now);
        var before = new TimeRange(now.minus(length).minus(length), now.minus(length));
        IncidentFilter all = IncidentFilter.ALL;
        Grouping slots = chosen.days() > MOST_DAYS_BY_DAY ? Grouping.byWeek() : Grouping.byDay();
        return Uni.combine()
                .all()
                .unis(
                        analytics.total(range, all),
                        analytics.total(before, all),
                        analytics.groups(range, all, slots, TimeRange.LONGEST_DAYS + 1),
                        analytics.groups(range, all, Grouping.bySeverity(), ROWS),
                        analytics.groups(range, all, Grouping.byReceiver(), ROWS),
                        analytics.people(range),
                        analytics.noisiest(range, all, ROWS),
                        analytics.longestUnacknowledged(range, all, ROWS))
                .with((total, totalBefore, bySlot, severities, receivers, people, noise, waits) ->
                        Templates.overview(new Content(
                                chosen,
                                CHOICES,
                                range,
                                total,
                                totalBefore,
                                slots.by(),
                                Slots.filled(range, slots, bySlot),
                                severities,
                                receivers,
                                people,
                                noise,
                                waits)));
    }

    private static Choice choice(String days) {
        if (days == null || days.isEmpty()) {
            return CHOICES.get(1);
        }
        return CHOICES.stream()
                .filter(each -> Integer.toString(each.days()).equals(days))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid("query:days", "is '" + days + "'", "7, 30, 90 or 365"));
    }
}
