package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.escalation.policy.Progress.Advance;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

import static org.assertj.core.api.Assertions.assertThat;

class ProgressTest {

    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void l1IsToldAtOnceL2After15AndL3After30Minutes() {
        Policy policy = policy(0, 15, 30);

        assertThat(told(policy, 0, 1, 14, 15, 16, 29, 30, 31, 500)).containsExactly("0: L1", "15: L2", "30: L3");
    }

    @Test
    void l3MayAsWellComeAfterAnHour() {
        assertThat(told(policy(0, 15, 60), 0, 15, 30, 59, 60)).containsExactly("0: L1", "15: L2", "60: L3");
    }

    @Test
    void whoDoesNotRespondWithinTwoMinutesIsFollowedByTheNext() {
        assertThat(told(policy(0, 2, 4), 0, 1, 2, 3, 4)).containsExactly("0: L1", "2: L2", "4: L3");
    }

    @Test
    void theWholeLadderIsRepeatedAsOftenAsThePolicySays() {
        var policy = new Policy("p", policy(0, 15).levels(), 2, Duration.ofHours(1));

        assertThat(told(policy, IntStream.range(0, 400).toArray()))
                .containsExactly("0: L1", "15: L2", "60: L1", "75: L2", "120: L1", "135: L2");
    }

    @Test
    void missedLevelsAreTakenTogetherOnceAndTheNextKeepsItsDistance() {
        Policy policy = policy(0, 15, 30);

        Advance late = advance(policy, Progress.from(START), 29);

        assertThat(late.taken()).extracting(Level::name).containsExactly("L1", "L2");
        assertThat(late.missed()).isEqualTo(2);
        assertThat(late.after().dueAt(policy)).contains(minute(29 + 15));
    }

    @Test
    void missedRoundsAreTakenAsOne() {
        var policy = new Policy("p", policy(0, 15).levels(), 5, Duration.ofHours(1));

        Advance late = advance(policy, Progress.from(START), 3 * 60 + 20);

        assertThat(late.taken()).extracting(Level::name).containsExactly("L1", "L2");
        assertThat(late.missed()).isEqualTo(8);
        assertThat(late.after().nextStep()).isEqualTo(8);
        assertThat(late.after().dueAt(policy)).contains(minute(3 * 60 + 20 + 45));
    }

    @Test
    void aMomentLateChangesNothing() {
        Policy policy = policy(0, 15);

        Advance advance =
                Progress.from(START).advance(policy, START.plusSeconds(2), Severity.CRITICAL, TimeIntervals.none());

        assertThat(advance.missed()).isZero();
        assertThat(advance.after().dueAt(policy)).contains(minute(15));
    }

    @Test
    void aLevelForOtherSeveritiesIsLeftOutAtItsTime() {
        var critical =
                new Level("L2", Duration.ofMinutes(15), Set.of(Severity.CRITICAL), RouteSchedule.always(), List.of());
        var policy = new Policy("p", List.of(level(1, 0), critical, level(3, 30)), 0, Duration.ofDays(1));

        Advance advance = new Progress(START, 1).advance(policy, minute(15), Severity.WARNING, TimeIntervals.none());

        assertThat(advance.taken()).isEmpty();
        assertThat(advance.leftOut()).containsExactly(critical);
        assertThat(advance.after().dueAt(policy)).contains(minute(30));
    }

    @Test
    void afterAPauseTheStepThatWasTakenLastIsTakenAgain() {
        Policy policy = policy(0, 15, 30);

        Progress resumed = new Progress(START, 2).resumed(policy, minute(100));

        assertThat(resumed.dueAt(policy)).contains(minute(100));
        assertThat(advance(policy, resumed, 100).taken())
                .extracting(Level::name)
                .containsExactly("L2");
        assertThat(advance(policy, resumed, 100).after().dueAt(policy)).contains(minute(115));
        assertThat(new Progress(START, 0).resumed(policy, minute(100)).nextStep())
                .isZero();
        assertThat(new Progress(START, 3).resumed(policy, minute(100)).nextStep())
                .isEqualTo(2);
    }

    @Test
    void whereNobodyCanBeToldTheNextIsDueAtOnceAndOthersKeepTheirDistance() {
        Policy policy = policy(0, 15, 30);

        Progress hastened = new Progress(START, 1).hastened(policy, START);

        assertThat(hastened.dueAt(policy)).contains(START);
        assertThat(advance(policy, hastened, 0).after().dueAt(policy)).contains(minute(15));
    }

    @Test
    void whereNobodyCanBeToldInARoundTheNextOneKeepsItsTime() {
        var policy = new Policy("p", policy(0, 10, 20).levels(), 2, Duration.ofHours(1));
        Progress second = advance(policy, Progress.from(START), 0).after().hastened(policy, START);
        Progress third = advance(policy, second, 0).after().hastened(policy, START);
        Progress nextRound = advance(policy, third, 0).after().hastened(policy, START);

        assertThat(second.dueAt(policy)).contains(START);
        assertThat(third.dueAt(policy)).contains(START);
        assertThat(nextRound.dueAt(policy)).contains(minute(60));
        assertThat(advance(policy, nextRound, 60).after().dueAt(policy)).contains(minute(70));
    }

    @Property(tries = 300)
    void howeverOftenItIsLookedAtEachStepIsTakenOnceAndInOrder(
            @ForAll @IntRange(max = 90) int second,
            @ForAll @IntRange(max = 90) int third,
            @ForAll List<@IntRange(max = 300) Integer> looks) {
        Policy policy = policy(0, Math.min(second, third), Math.max(second, third));
        List<String> taken = new ArrayList<>();
        Progress progress = Progress.from(START);
        int now = 0;

        for (int pause : looks) {
            now += pause;
            Advance advance = advance(policy, progress, now);
            advance.taken().forEach(level -> taken.add(level.name()));
            assertThat(advance.after().nextStep()).isGreaterThanOrEqualTo(progress.nextStep());
            progress = advance.after();
            Instant moment = minute(now);
            assertThat(progress.dueAt(policy).map(due -> due.isAfter(moment)).orElse(true))
                    .isTrue();
        }

        assertThat(taken).isEqualTo(List.of("L1", "L2", "L3").subList(0, taken.size()));
    }

    private static List<String> told(Policy policy, int... minutes) {
        List<String> told = new ArrayList<>();
        Progress progress = Progress.from(START);
        for (int minute : Arrays.stream(minutes).sorted().toArray()) {
            Advance advance = advance(policy, progress, minute);
            advance.taken().forEach(level -> told.add(minute + ": " + level.name()));
            progress = advance.after();
        }
        return told;
    }

    private static Advance advance(Policy policy, Progress progress, int minute) {
        return progress.advance(policy, minute(minute), Severity.CRITICAL, TimeIntervals.none());
    }

    private static Policy policy(int... minutes) {
        List<Level> levels = new ArrayList<>();
        for (int minute : minutes) {
            levels.add(level(levels.size() + 1, minute));
        }
        return new Policy("p", levels, 0, Duration.ofDays(60));
    }

    private static Level level(int number, int minute) {
        return new Level(
                "L" + number,
                Duration.ofMinutes(minute),
                Set.of(),
                RouteSchedule.always(),
                List.of(new Target.Channel("c" + number)));
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
