package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Duration;
import java.util.List;

/**
 * Who is told one after the other for as long as nobody takes an incident on. Steps are counted from 0 through all rounds.
 *
 * @param levels in order of time; at least one
 * @param repeats how many more rounds there are after the first
 * @param every how long after the beginning of a round the next one begins; longer than the last level takes
 */
public record Policy(String name, List<Level> levels, int repeats, Duration every) {

    public Policy {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("a policy needs at least one level");
        }
    }

    public int steps() {
        return levels.size() * (repeats + 1);
    }

    public Level level(int step) {
        return levels.get(step % levels.size());
    }

    /** @return from 0 */
    public int round(int step) {
        return step / levels.size();
    }

    /** How long after the beginning of all a step is due. */
    public Duration offset(int step) {
        return every.multipliedBy(round(step)).plus(level(step).after());
    }
}
