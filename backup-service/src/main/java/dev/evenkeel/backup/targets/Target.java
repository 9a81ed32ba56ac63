package dev.evenkeel.backup.targets;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.backup.basebackup.Source;

/**
 * A server that is backed up.
 *
 * @param retryAfter how long after a backup that failed the next one is tried, unless the schedule asks for it earlier
 * @param rpo how old its newest good backup may be, if that is promised
 * @param afterwards what is done with each backup once it is there
 */
public record Target(
        Source source, Schedule schedule, Duration retryAfter, Optional<Rpo> rpo, Set<Afterwards> afterwards) {

    /** A check of a new backup. */
    public enum Afterwards {
        VERIFY,
        DRILL
    }

    public String name() {
        return source.name();
    }
}
