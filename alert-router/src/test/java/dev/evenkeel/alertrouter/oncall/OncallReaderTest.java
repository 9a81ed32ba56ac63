package dev.evenkeel.alertrouter.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.oncall.schedule.Decision;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Shift;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

import static org.assertj.core.api.Assertions.assertThat;

class OncallReaderTest {

    private static final String PEOPLE = """
            people:
            - {name: anna, full_name: Anna Berg, time_zone: Europe/Berlin, logins: [anna@example.com],
               contacts: [{name: push, receiver: anna-push}, {receiver: mail}]}
            - name: ben
            - name: carl
            teams:
            - {name: platform, members: [anna, ben]}
            """;

    @Test
    void aDocumentIsReadAsItIsWritten() {
        OncallDirectory directory = read("").directory();

        assertThat(directory.people().get("anna").contacts())
                .containsExactly(new Person.Contact("push", "anna-push"), new Person.Contact("mail", "mail"));
        assertThat(directory.people().get("anna").isCaller("anna@example.com")).isTrue();
        assertThat(directory.people().get("anna").isCaller("anna")).isFalse();
        assertThat(directory.people().get("ben").isCaller("ben")).isTrue();
        assertThat(directory.teams().get("platform").members()).containsExactly("anna", "ben");
        assertThat(directory.fullName("anna")).isEqualTo("Anna Berg");
    }

    @Test
    void weeksAreHandedOverOnTheDayAndAtTheTimeOfTheHandoffWhateverTheStart() {
        Schedule schedule = schedule("""
                  - people: [anna, ben]
                    rotation: weekly
                    starts: 2026-03-04T12:00
                    handoff_day: monday
                    handoff: "09:00"
                """);

        List<Shift> shifts = timeline(schedule, "2026-03-01T00:00:00Z", "2026-03-20T00:00:00Z");

        assertThat(shifts).extracting(Shift::person).containsExactly("anna", "ben", "anna");
        assertThat(shifts)
                .extracting(shift -> shift.from().toString())
                .containsExactly("2026-03-04T11:00:00Z", "2026-03-09T08:00:00Z", "2026-03-16T08:00:00Z");
    }

    @Test
    void withoutADayWeeksAreHandedOverOnThatOnWhichTheLayerStarts() {
        Schedule schedule = schedule("""
                  - {people: [anna, ben], rotation: weekly, starts: 2026-03-02, handoff: "09:00"}
                """);

        List<Shift> shifts = timeline(schedule, "2026-03-01T00:00:00Z", "2026-03-18T00:00:00Z");

        assertThat(shifts)
                .extracting(shift -> shift.person() + " " + shift.from())
                .containsExactly(
                        "anna 2026-03-01T23:00:00Z",
                        "ben 2026-03-02T08:00:00Z",
                        "anna 2026-03-09T08:00:00Z",
                        "ben 2026-03-16T08:00:00Z");
    }

    @Test
    void shiftsOfOtherLengthsAreHandedOverAtThatTimeOfTheDayOnWhichTheLayerStarts() {
        Schedule schedule = schedule("""
                  - {people: [anna, ben], rotation: custom, length: 84h, starts: 2026-03-02, handoff: "09:00"}
                """);

        List<Shift> shifts = timeline(schedule, "2026-03-01T00:00:00Z", "2026-03-08T00:00:00Z");

        assertThat(shifts)
                .extracting(shift -> shift.person() + " " + shift.from())
                .containsExactly("anna 2026-03-01T23:00:00Z", "ben 2026-03-02T08:00:00Z", "anna 2026-03-05T20:00:00Z");
    }

    @Test
    void aRestrictionOverTheWeekendLeavesTheRestToTheLayerBelow() {
        Schedule schedule = schedule("""
                  - {name: week, people: [anna], rotation: daily, starts: 2026-03-01}
                  - name: weekend
                    people: [ben, carl]
                    rotation: weekly
                    starts: 2026-03-02
                    restrictions: [{from_day: friday, from: "17:00", to_day: monday, to: "09:00"}]
                """);

        List<Schedule.Turn> turns = Schedule.turns(timeline(schedule, "2026-03-05T00:00:00Z", "2026-03-17T00:00:00Z"));

        assertThat(turns)
                .extracting(turn -> turn.person() + " " + turn.span().from())
                .containsExactly(
                        "anna 2026-03-05T00:00:00Z",
                        "ben 2026-03-06T16:00:00Z",
                        "carl 2026-03-08T23:00:00Z",
                        "anna 2026-03-09T08:00:00Z",
                        "carl 2026-03-13T16:00:00Z",
                        "ben 2026-03-15T23:00:00Z",
                        "anna 2026-03-16T08:00:00Z");
        assertThat(turns.get(1).by()).isEqualTo(new Decision.ByLayer("weekend"));
    }

    @Test
    void nightsRunOverMidnightAndCoverageIsAskedForOnlyWhereItIsPromised() {
        Schedule schedule = schedule("""
                  - people: [anna]
                    rotation: daily
                    starts: 2026-03-02
                    restrictions: [{days: ['monday:friday'], from: "22:00", to: "06:00"}]
                  covers: [{days: ['monday:friday'], from: "22:00", to: "07:00"}]
                """);

        List<Span> gaps = schedule.gaps(
                new Span(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-09T00:00:00Z")), List.of());

        assertThat(gaps).hasSize(5).allMatch(gap -> gap.length().equals(Duration.ofHours(1)));
        assertThat(gaps.getFirst().from()).isEqualTo("2026-03-03T05:00:00Z");
    }

    @Test
    void rotationsOfAnyLengthCanBeWritten() {
        Schedule schedule = schedule("""
                  - {name: halves, people: [anna, ben], rotation: hourly, every: 12, starts: 2026-03-02T08:00}
                  - {name: custom, people: [carl], rotation: custom, length: 84h, starts: 2026-04-01, ends: 2026-04-02}
                """);

        assertThat(schedule.layers())
                .extracting(layer -> layer.rotation().length())
                .containsExactly(Duration.ofHours(12), Duration.ofHours(84));
        assertThat(schedule.personAt(Instant.parse("2026-03-02T18:59:59Z"), List.of()))
                .contains("anna");
        assertThat(schedule.personAt(Instant.parse("2026-03-02T19:00:00Z"), List.of()))
                .contains("ben");
        assertThat(schedule.personAt(Instant.parse("2026-04-01T12:00:00Z"), List.of()))
                .contains("carl");
    }

    @Test
    void everyMistakeIsNamedWithItsLine() {
        List<String> problems = OncallUnderTest.read("""
                people:
                - {name: anna, contacts: [{receiver: nobodys-phone}], phone: 1}
                - {name: anna, logins: [x]}
                - {name: ben, logins: [x], time_zone: Mars/North}
                teams: [{name: t, members: [zoe]}]
                schedules:
                - name: s
                  time_zone: Europe/Berlin
                  layers:
                  - {people: [zoe], rotation: weekly, starts: 2026-03-02T25:00}
                  - {people: [], rotation: custom, starts: 2026-03-02, ends: 2026-03-01}
                  - {people: [ben], rotation: daily, starts: 2026-03-02, handoff_day: monday, length: 3h}
                  - {people: [ben], rotation: daily, starts: 2026-03-02, restrictions: [{days: [nosuchday], from: "1", to: "2"}]}
                  - {people: [ben], rotation: daily, starts: 2026-03-02, restrictions: [{days: [monday], from_day: monday, from: "01:00", to: "02:00"}]}
                  - {people: [ben], rotation: yearly, starts: 0001-03-02}
                """).problems();

        assertThat(String.join("\n", problems))
                .contains(
                        "oncall.yaml:2",
                        "nobodys-phone",
                        "people[0].phone: is not a field here",
                        "second one named 'anna'")
                .contains("gives the login 'x' to both", "Mars/North", "names 'zoe', who is not among the people")
                .contains("2026-03-02T25:00", "at least one person", "needs the field 'length'", "not after it starts")
                .contains("handoff_day only if shifts last whole weeks", "a length only for a custom rotation")
                .contains("nosuchday is not a valid weekday", "must be a time such as", "either days, or both from_day")
                .contains("not 'yearly'", "the years from 1970");
    }

    @Test
    void withoutTheFileNobodyIsOnCall() {
        assertThat(OncallUnderTest.read("{}").problems()).isEmpty();
        assertThat(OncallDirectory.empty().schedules()).isEmpty();
    }

    private static OncallUnderTest.Read read(String rest) {
        OncallUnderTest.Read read = OncallUnderTest.read(PEOPLE + rest);
        assertThat(read.problems()).isEmpty();
        return read;
    }

    private static Schedule schedule(String layers) {
        return read("schedules:\n- name: s\n  time_zone: Europe/Berlin\n  layers:\n" + layers)
                .directory()
                .schedules()
                .get("s");
    }

    private static List<Shift> timeline(Schedule schedule, String from, String to) {
        return schedule.timeline(new Span(Instant.parse(from), Instant.parse(to)), List.of());
    }
}
