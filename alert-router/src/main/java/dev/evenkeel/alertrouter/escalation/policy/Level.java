package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule.Verdict;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

/**
 * A step of a policy.
 *
 * @param after how long after the beginning of the round
 * @param severities of incidents it is for; all if it is empty
 * @param when at which times it is taken; at other times it is left out
 * @param targets at least one
 */
public record Level(String name, Duration after, Set<Severity> severities, RouteSchedule when, List<Target> targets) {

    public Level {
        severities = Set.copyOf(severities);
        targets = List.copyOf(targets);
    }

    public boolean applies(Severity severity, Instant moment, TimeIntervals intervals) {
        return (severities.isEmpty() || severities.contains(severity))
                && when.at(moment, intervals) instanceof Verdict.Speaks;
    }
}
