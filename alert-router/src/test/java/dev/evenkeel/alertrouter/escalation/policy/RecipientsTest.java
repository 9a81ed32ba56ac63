package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.escalation.policy.PersonalRule.Notice;
import dev.evenkeel.alertrouter.escalation.policy.Recipients.Situation;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.alertrouter.oncall.Person.Contact;
import dev.evenkeel.alertrouter.oncall.Team;
import dev.evenkeel.alertrouter.timeinterval.Range;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.alertrouter.timeinterval.TimeInterval;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class RecipientsTest {

    /** Ten in the evening in Berlin. */
    private static final Instant NIGHT = Instant.parse("2026-03-02T21:00:00Z");

    private static final TimeIntervals OFFICE = new TimeIntervals(Map.of(
            "office",
            List.of(new TimeInterval(
                    Optional.of(List.of(new Range(9 * 60, 17 * 60 - 1))),
                    Optional.of(List.of(new Range(1, 5))),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(ZoneId.of("Europe/Berlin"))))));

    private static final Person ANNA = person(
            "anna", new Contact("push", "anna-push"), new Contact("phone", "anna-phone"), new Contact("mail", "mail"));
    private static final Person BEN = person("ben", new Contact("mail", "mail"));
    private static final Person CARL = person("carl");

    private static final Person DORA = person("dora", new Contact("phone", "dora-phone"));

    private static final OncallDirectory DIRECTORY = new OncallDirectory(
            Map.of("anna", ANNA, "ben", BEN, "carl", CARL, "dora", DORA),
            Map.of("all", new Team("all", List.of("anna", "ben", "carl"))),
            Map.of());

    private static final PersonalRule ANNAS = new PersonalRule(
            Set.of("anna"),
            Map.of(
                    Urgency.HIGH,
                    List.of(
                            new Notice(Duration.ZERO, "push", RouteSchedule.always()),
                            new Notice(Duration.ofMinutes(5), "phone", RouteSchedule.always())),
                    Urgency.LOW,
                    List.of(new Notice(Duration.ZERO, "mail", new RouteSchedule(List.of(), List.of("office"))))));

    private static final RouteSchedule DURING_OFFICE = new RouteSchedule(List.of(), List.of("office"));

    private static final PersonalRule DORAS = new PersonalRule(
            Set.of("dora"),
            Map.of(
                    Urgency.HIGH,
                    List.of(
                            new Notice(Duration.ZERO, "phone", RouteSchedule.always()),
                            new Notice(Duration.ofMinutes(5), "phone", RouteSchedule.always())),
                    Urgency.LOW,
                    List.of(
                            new Notice(Duration.ZERO, "phone", DURING_OFFICE),
                            new Notice(Duration.ofMinutes(5), "phone", DURING_OFFICE))));

    @Test
    void whatIsUrgentIsPushedAtOnceAndRungAfterFiveMinutes() {
        Recipients found = resolve(Urgency.HIGH, NIGHT, new Target.User("anna"));

        assertThat(found.all())
                .extracting(each -> each.receiver() + " " + Duration.between(NIGHT, each.dueAt()))
                .containsExactly("anna-push PT0S", "anna-phone PT5M");
    }

    @Test
    void whatIsNotUrgentWaitsForOfficeHoursInTheMail() {
        Recipients found = resolve(Urgency.LOW, NIGHT, new Target.User("anna"));

        assertThat(found.all()).hasSize(1);
        assertThat(found.all().getFirst().receiver()).isEqualTo("mail");
        assertThat(found.all().getFirst().dueAt()).isEqualTo("2026-03-03T08:00:00Z");
    }

    @Test
    void overTheWeekendItWaitsForMonday() {
        Recipients found = resolve(Urgency.LOW, Instant.parse("2026-03-07T12:34:56Z"), new Target.User("anna"));

        assertThat(found.all().getFirst().dueAt()).isEqualTo("2026-03-09T08:00:00Z");
    }

    @Test
    void hoursThatDoNotComeForWeeksAreLookedForWithoutKeepingAnybodyWaiting() {
        TimeIntervals never = new TimeIntervals(Map.of());

        List<Recipients> found = assertTimeoutPreemptively(
                Duration.ofSeconds(5),
                () -> IntStream.range(0, 5_000)
                        .mapToObj(i -> resolve(Urgency.LOW, NIGHT, never, new Target.User("dora")))
                        .toList());

        assertThat(found).allMatch(each -> each.all().isEmpty());
    }

    @Test
    void whoMadeNoRuleIsToldByAllContactsAtOnce() {
        Recipients found = resolve(Urgency.LOW, NIGHT, new Target.User("ben"));

        assertThat(found.all()).hasSize(1).allMatch(each -> each.dueAt().equals(NIGHT));
    }

    @Test
    void whoIsNamedTwiceIsToldOnce() {
        Recipients found = resolve(
                Urgency.HIGH,
                NIGHT,
                new Target.OfTeam("all"),
                new Target.OnCall("primary"),
                new Target.User("anna"),
                new Target.Channel("anna-phone"));

        assertThat(found.all())
                .extracting(each -> each.receiver() + " " + Duration.between(NIGHT, each.dueAt()))
                .containsExactlyInAnyOrder("anna-push PT0S", "anna-phone PT0S", "mail PT0S");
        assertThat(found.unreachable()).isEmpty();
    }

    @Test
    void whoWantsToBeRungTwiceIsRungTwiceByWhicheverTargetTheyAreReached() {
        Recipients found = resolve(
                Urgency.HIGH,
                NIGHT,
                new Target.User("dora"),
                new Target.OnCall("secondary"),
                new Target.Channel("dora-phone"));

        assertThat(found.all())
                .extracting(each -> each.receiver() + " " + Duration.between(NIGHT, each.dueAt()))
                .containsExactly("dora-phone PT0S", "dora-phone PT5M");
    }

    @Test
    void noticesThatWaitForTheSameMomentAreOne() {
        Recipients found = resolve(Urgency.LOW, NIGHT, new Target.User("dora"));

        assertThat(found.all())
                .extracting(each -> each.receiver() + " " + each.dueAt())
                .containsExactly("dora-phone 2026-03-03T08:00:00Z");
    }

    @Test
    void whyNobodyCanBeToldIsSaid() {
        Recipients found = resolve(
                Urgency.HIGH, NIGHT, new Target.OnCall("tertiary"), new Target.User("carl"), new Target.OfTeam("gone"));

        assertThat(found.all()).isEmpty();
        assertThat(found.unreachable())
                .containsExactly(
                        "nobody is on call by tertiary",
                        "carl has no way to be told",
                        "nobody of the team gone has a way to be told");
    }

    private static Recipients resolve(Urgency urgency, Instant now, Target... targets) {
        return resolve(urgency, now, OFFICE, targets);
    }

    private static Recipients resolve(Urgency urgency, Instant now, TimeIntervals intervals, Target... targets) {
        var level = new Level("L1", Duration.ZERO, Set.of(), RouteSchedule.always(), List.of(targets));
        var rules = new EscalationRules(EscalationRules.defaultUrgencies(), Map.of(), List.of(), List.of(ANNAS, DORAS));
        return Recipients.of(
                List.of(level),
                new Situation(
                        rules, DIRECTORY, Map.of("primary", "anna", "secondary", "dora"), intervals, urgency, now));
    }

    private static Person person(String name, Contact... contacts) {
        return new Person(name, name, ZoneId.of("Europe/Berlin"), List.of(contacts), Set.of(name));
    }
}
