package dev.evenkeel.alertrouter.escalation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Target;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.platform.configuration.ConfigMapping;
import dev.evenkeel.platform.configuration.ConfigNode;
import dev.evenkeel.platform.configuration.PrometheusDuration;

/** Reads one entry of {@code policies}, and what it shares with other parts of {@code escalation.yaml}. */
final class PolicyReader {

    private static final Duration LONGEST = Duration.ofDays(30);
    private static final int MOST_LEVELS = 50;
    private static final int MOST_REPEATS = 100;

    private final RouterConfig config;
    private final OncallDirectory oncall;

    PolicyReader(RouterConfig config) {
        this.config = config;
        this.oncall = config.feature(OncallDirectory.class);
    }

    Policy read(ConfigNode node) {
        ConfigMapping policy = node.mapping();
        String name = policy.required("name").name();
        ConfigNode levelNodes = policy.required("levels");
        List<Level> levels = new ArrayList<>();
        for (ConfigNode each : levelNodes.list()) {
            Level level = readLevel(each, levels.size() + 1);
            if (!levels.isEmpty() && level.after().compareTo(levels.getLast().after()) < 0) {
                each.reject("is due after " + PrometheusDuration.format(level.after())
                        + ", before the level above it; levels stand in the order of their times");
            }
            levels.add(level);
        }
        if (levels.isEmpty() || levels.size() > MOST_LEVELS) {
            levelNodes.reject("has " + levels.size() + " levels; from 1 to " + MOST_LEVELS + " are allowed");
            levels = List.of(new Level("none", Duration.ZERO, Set.of(), RouteSchedule.always(), List.of()));
        }
        Policy read = readRepeat(policy, name, levels);
        policy.refuseOthers();
        return read;
    }

    private static Policy readRepeat(ConfigMapping policy, String name, List<Level> levels) {
        Optional<ConfigNode> node = policy.optional("repeat");
        if (node.isEmpty()) {
            return new Policy(name, levels, 0, LONGEST.plus(LONGEST));
        }
        ConfigMapping repeat = node.get().mapping();
        int times = repeat.required("times").integer(1, MOST_REPEATS);
        Duration every = repeat.required("every").duration(Duration.ofMinutes(1), LONGEST);
        repeat.refuseOthers();
        if (every.compareTo(levels.getLast().after()) <= 0) {
            node.get()
                    .reject("begins again after " + PrometheusDuration.format(every)
                            + ", which has to be later than the last level, "
                            + PrometheusDuration.format(levels.getLast().after()));
        }
        return new Policy(name, levels, times, every);
    }

    private Level readLevel(ConfigNode node, int number) {
        ConfigMapping level = node.mapping();
        String name = level.optional("name", ConfigNode::name, "L" + number);
        Duration after = level.optional("after", value -> value.duration(Duration.ZERO, LONGEST), Duration.ZERO);
        Set<Severity> severities = readSeverities(level);
        RouteSchedule when = readWhen(level);
        List<Target> targets = level.required("targets").list(this::readTarget);
        if (targets.isEmpty()) {
            node.reject("needs at least one target");
        }
        level.refuseOthers();
        return new Level(name, after, severities, when, targets);
    }

    static Set<Severity> readSeverities(ConfigMapping mapping) {
        var severities = EnumSet.noneOf(Severity.class);
        mapping.optional("severities")
                .ifPresent(list -> severities.addAll(list.list(each -> each.oneOf(Severity.class))));
        return severities;
    }

    /** {@code during} and {@code outside}: names of time intervals of alertmanager.yml. */
    RouteSchedule readWhen(ConfigMapping mapping) {
        return new RouteSchedule(readIntervals(mapping, "outside"), readIntervals(mapping, "during"));
    }

    private List<String> readIntervals(ConfigMapping mapping, String field) {
        return mapping.optional(field)
                .map(list -> list.list(each ->
                        known(each, config.timeIntervals().byName().keySet(), "a time interval of alertmanager.yml")))
                .orElse(List.of());
    }

    private Target readTarget(ConfigNode node) {
        ConfigMapping target = node.mapping();
        List<Target> given = new ArrayList<>();
        target.optional("user")
                .ifPresent(each ->
                        given.add(new Target.User(known(each, oncall.people().keySet(), "a person of oncall.yaml"))));
        target.optional("schedule")
                .ifPresent(each -> given.add(
                        new Target.OnCall(known(each, oncall.schedules().keySet(), "a schedule of oncall.yaml"))));
        target.optional("team")
                .ifPresent(each ->
                        given.add(new Target.OfTeam(known(each, oncall.teams().keySet(), "a team of oncall.yaml"))));
        target.optional("receiver")
                .ifPresent(each -> given.add(new Target.Channel(
                        known(each, config.receivers().keySet(), "a receiver of alertmanager.yml"))));
        target.refuseOthers();
        if (given.size() != 1) {
            node.reject("names one of user, schedule, team and receiver, not " + given.size());
        }
        return given.isEmpty() ? new Target.Channel("") : given.getFirst();
    }

    static String known(ConfigNode node, Set<String> names, String what) {
        String name = node.name();
        if (!names.contains(name)) {
            node.reject("names '" + name + "', which is not " + what);
        }
        return name;
    }
}
