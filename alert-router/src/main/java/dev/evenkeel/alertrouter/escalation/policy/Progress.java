package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

/**
 * How far an escalation has come.
 *
 * @param base from which the policy's times count
 * @param nextStep the first step that has not been taken; as many as the policy has when all are
 * @param ahead by how much the rest of the round under way comes earlier than that, since nobody could be told by a level of
 *     it; the next round keeps its time
 */
public record Progress(Instant base, int nextStep, Duration ahead) {

    /** What is later than this was missed, not just taken a moment late. */
    private static final Duration LATE = Duration.ofMinutes(1);

    public Progress(Instant base, int nextStep) {
        this(base, nextStep, Duration.ZERO);
    }

    /** At the beginning. */
    public static Progress from(Instant now) {
        return new Progress(now, 0);
    }

    /** When the next step is due; empty if there is none. */
    public Optional<Instant> dueAt(Policy policy) {
        return nextStep < policy.steps() ? Optional.of(dueAt(policy, nextStep)) : Optional.empty();
    }

    /**
     * What is to be done at a moment.
     *
     * @param taken levels that apply, each once however often it was missed, in order
     * @param leftOut levels that do not apply at this moment
     * @param missed how many steps were due more than a minute ago
     * @param after how far it has come then
     */
    public record Advance(List<Level> taken, List<Level> leftOut, int missed, Progress after) {}

    /**
     * Takes all steps that are due, together: after a time of not being able to, whoever should have been told by now is
     * told once, and who comes next has as much time to come as ever, counted from now.
     */
    public Advance advance(Policy policy, Instant now, Severity severity, TimeIntervals intervals) {
        Set<Level> due = new LinkedHashSet<>();
        int step = nextStep;
        int missed = 0;
        while (step < policy.steps() && !dueAt(policy, step).isAfter(now)) {
            due.add(policy.level(step));
            if (dueAt(policy, step).plus(LATE).isBefore(now)) {
                missed++;
            }
            step++;
        }
        List<Level> taken = new ArrayList<>();
        List<Level> leftOut = new ArrayList<>();
        due.forEach(level -> (level.applies(severity, now, intervals) ? taken : leftOut).add(level));
        Progress after = missed > 0
                ? new Progress(now.minus(policy.offset(step - 1)), step)
                : new Progress(base, step, isInOneRound(policy, nextStep, step) ? ahead : Duration.ZERO);
        return new Advance(List.copyOf(taken), List.copyOf(leftOut), missed, after);
    }

    private Instant dueAt(Policy policy, int step) {
        Instant planned = base.plus(policy.offset(step));
        return isInOneRound(policy, nextStep, step) ? planned.minus(ahead) : planned;
    }

    private static boolean isInOneRound(Policy policy, int one, int other) {
        return policy.round(one) == policy.round(other);
    }

    /** The same with the next step due at a moment, and all that follow as far apart as ever. */
    public Progress nextAt(Policy policy, Instant moment) {
        return new Progress(moment.minus(policy.offset(nextStep)), nextStep);
    }

    /**
     * The same with the next step due now, and those after it in its round as far apart as ever; nothing changes if it begins
     * a round: whoever could not be told a moment ago can hardly be told now.
     */
    public Progress hastened(Policy policy, Instant now) {
        return nextStep == 0 || nextStep >= policy.steps() || !isInOneRound(policy, nextStep - 1, nextStep)
                ? this
                : new Progress(base, nextStep, Duration.between(now, base.plus(policy.offset(nextStep))));
    }

    /** Goes on after a pause: the step that was taken last is taken again, now, since whoever stopped it has let go. */
    public Progress resumed(Policy policy, Instant now) {
        int again = Math.min(Math.max(nextStep - 1, 0), policy.steps() - 1);
        return new Progress(now.minus(policy.offset(again)), again);
    }

    /** As after a step was taken by hand: those after it follow as far apart as ever. */
    public Progress takenByHand(Policy policy, int step, Instant now) {
        return new Progress(now.minus(policy.offset(step)), step + 1);
    }
}
