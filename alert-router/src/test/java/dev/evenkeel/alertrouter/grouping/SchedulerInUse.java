package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/** Looks at groups as a running router does, of which tests have none: there, work is done when a test says so. */
@ApplicationScoped
public class SchedulerInUse {

    public static final int ROOM = 8;

    private final FlushService flushes;
    private final GroupStore groups;
    private final LiveConfiguration<RouterConfig> configuration;
    private final AlarmScheduler alarm;
    private final Clock clock;

    SchedulerInUse(
            FlushService flushes,
            GroupStore groups,
            LiveConfiguration<RouterConfig> configuration,
            AlarmScheduler alarm,
            Clock clock) {
        this.flushes = flushes;
        this.groups = groups;
        this.configuration = configuration;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** A new one, with room for {@link #ROOM} groups of each receiver. */
    public FlushScheduler create() {
        return new FlushScheduler(List.of(), flushes, groups, configuration, alarm, clock, ROOM, 10_000, true);
    }
}
