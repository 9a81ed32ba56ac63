package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.evenkeel.alertrouter.oncall.schedule.Decision;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.NowAndNext;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.Turn;
import dev.evenkeel.alertrouter.oncall.schedule.Shift;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

/**
 * Who is on call by one schedule, as REST shows it.
 *
 * @param now absent if nobody is on call
 * @param next absent if nobody else comes within 400 days
 */
public record OncallView(String schedule, String timeZone, TurnView now, TurnView next) {

    /**
     * A time throughout which the same person is on call.
     *
     * @param layer what decided it; absent if an override did
     * @param override likewise
     */
    public record TurnView(String person, String fullName, Instant from, Instant to, String layer, UUID override) {

        static TurnView of(Turn turn, OncallDirectory directory) {
            return of(turn.person(), turn.span(), turn.by(), directory);
        }

        static TurnView of(Shift shift, OncallDirectory directory) {
            return of(shift.person(), shift.span(), shift.by(), directory);
        }

        private static TurnView of(String person, Span span, Decision by, OncallDirectory directory) {
            String name = directory.fullName(person);
            return switch (by) {
                case Decision.ByLayer(String layer) -> new TurnView(person, name, span.from(), span.to(), layer, null);
                case Decision.ByOverride(UUID override) ->
                    new TurnView(person, name, span.from(), span.to(), null, override);
            };
        }
    }

    /** A time in which nobody is on call by a schedule though somebody has to be. */
    public record GapView(String schedule, Instant from, Instant to, long seconds) {

        static GapView of(Schedule schedule, Span gap) {
            return new GapView(
                    schedule.name(), gap.from(), gap.to(), gap.length().toSeconds());
        }
    }

    /** The final timeline of a schedule: who is on call when, by which layer or override; and when nobody is. */
    public record TimelineView(
            String schedule, String timeZone, Instant from, Instant to, List<TurnView> shifts, List<GapView> gaps) {}

    /** Somebody who can be on call. */
    public record PersonView(String name, String fullName, String timeZone, List<ContactView> contacts) {

        static PersonView of(Person person) {
            return new PersonView(
                    person.name(),
                    person.fullName(),
                    person.zone().getId(),
                    person.contacts().stream()
                            .map(contact -> new ContactView(contact.name(), contact.receiver()))
                            .toList());
        }
    }

    /** A way to reach somebody. */
    public record ContactView(String name, String receiver) {}

    /** A team. */
    public record TeamView(String name, List<String> members) {}

    /** A schedule as it is configured. */
    public record ScheduleView(String name, String timeZone, List<LayerView> layers) {

        static ScheduleView of(Schedule schedule) {
            return new ScheduleView(
                    schedule.name(),
                    schedule.zone().getId(),
                    schedule.layers().stream()
                            .map(layer -> new LayerView(
                                    layer.name(),
                                    layer.people(),
                                    layer.rotation().length().toSeconds(),
                                    layer.starts(),
                                    layer.ends().orElse(null)))
                            .toList());
        }
    }

    /**
     * A layer of a schedule.
     *
     * @param shiftSeconds how long a shift lasts on the clock of the layer's time zone
     */
    public record LayerView(String name, List<String> people, long shiftSeconds, Instant starts, Instant ends) {}

    static OncallView of(Schedule schedule, NowAndNext found, OncallDirectory directory) {
        return new OncallView(
                schedule.name(),
                schedule.zone().getId(),
                found.now().map(turn -> TurnView.of(turn, directory)).orElse(null),
                found.next().map(turn -> TurnView.of(turn, directory)).orElse(null));
    }
}
