package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.escalation.policy.PersonalRule.Planned;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.alertrouter.oncall.Team;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

/**
 * Whom some levels come to at a moment.
 *
 * @param all who is told, by which receiver and when; each receiver once
 * @param unreachable for each target that comes to nobody, why
 */
public record Recipients(List<Recipient> all, List<String> unreachable) {

    /**
     * Somebody who is to be told.
     *
     * @param person empty for a channel
     * @param contact by which of their contacts; empty for a channel
     * @param level the name of the level that wants it
     */
    public record Recipient(
            Optional<String> person, Optional<String> contact, String receiver, Instant dueAt, String level) {}

    /**
     * What has to be known.
     *
     * @param onCall who is on call, by schedule
     */
    public record Situation(
            EscalationRules rules,
            OncallDirectory directory,
            Map<String, String> onCall,
            TimeIntervals intervals,
            Urgency urgency,
            Instant now) {}

    public static Recipients of(Collection<Level> levels, Situation situation) {
        Map<String, Recipient> byReceiver = new LinkedHashMap<>();
        List<String> unreachable = new ArrayList<>();
        for (Level level : levels) {
            for (Target target : level.targets()) {
                List<Recipient> found = resolve(target, level.name(), situation);
                if (found.isEmpty()) {
                    unreachable.add(whyNobody(target, situation));
                }
                // who is named twice is told once, as early as either asks for
                found.forEach(recipient -> byReceiver.merge(
                        recipient.receiver(),
                        recipient,
                        (one, other) -> other.dueAt().isBefore(one.dueAt()) ? other : one));
            }
        }
        return new Recipients(List.copyOf(byReceiver.values()), List.copyOf(unreachable));
    }

    private static List<Recipient> resolve(Target target, String level, Situation situation) {
        return switch (target) {
            case Target.User(String person) -> person(person, level, situation);
            case Target.OnCall(String schedule) ->
                Optional.ofNullable(situation.onCall().get(schedule))
                        .map(person -> person(person, level, situation))
                        .orElse(List.of());
            case Target.OfTeam(String name) -> {
                Team team = situation.directory().teams().get(name);
                yield team == null
                        ? List.of()
                        : team.members().stream()
                                .flatMap(person -> person(person, level, situation).stream())
                                .toList();
            }
            case Target.Channel(String receiver) ->
                List.of(new Recipient(Optional.empty(), Optional.empty(), receiver, situation.now(), level));
        };
    }

    private static List<Recipient> person(String name, String level, Situation situation) {
        Person person = situation.directory().people().get(name);
        if (person == null) {
            return List.of();
        }
        List<Planned> planned = PersonalRule.plan(
                situation.rules().ruleFor(name), person, situation.urgency(), situation.now(), situation.intervals());
        return planned.stream()
                .map(each -> new Recipient(
                        Optional.of(name),
                        Optional.of(each.contact().name()),
                        each.contact().receiver(),
                        each.dueAt(),
                        level))
                .toList();
    }

    private static String whyNobody(Target target, Situation situation) {
        return switch (target) {
            case Target.OnCall(String schedule) -> {
                String person = situation.onCall().get(schedule);
                yield person == null ? "nobody is on call by " + schedule : person + " has no way to be told";
            }
            case Target.User(String person) -> person + " has no way to be told";
            case Target.OfTeam(String team) -> "nobody of the team " + team + " has a way to be told";
            case Target.Channel(String receiver) -> "there is no receiver " + receiver;
        };
    }
}
