package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.evenkeel.alertrouter.escalation.policy.PersonalRule.Planned;
import dev.evenkeel.alertrouter.oncall.OncallDirectory;
import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.alertrouter.oncall.Team;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

/**
 * Whom some levels come to at a moment.
 *
 * @param all who is told, by which receiver and when; each receiver for one target only, once for each of its notices
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
        Map<String, List<Recipient>> byReceiver = new LinkedHashMap<>();
        List<String> unreachable = new ArrayList<>();
        for (Level level : levels) {
            for (Target target : level.targets()) {
                List<List<Recipient>> found = resolve(target, level.name(), situation);
                if (found.stream().allMatch(List::isEmpty)) {
                    unreachable.add(whyNobody(target, situation));
                }
                found.forEach(plan -> noticesByReceiver(plan)
                        .forEach((receiver, notices) ->
                                byReceiver.merge(receiver, notices, Recipients::whicheverIsEarlier)));
            }
        }
        return new Recipients(byReceiver.values().stream().flatMap(List::stream).toList(), List.copyOf(unreachable));
    }

    /** The notices of one person by the same receiver, in order of their times; those of the same time are one. */
    private static Map<String, List<Recipient>> noticesByReceiver(List<Recipient> plan) {
        Map<String, Map<Instant, Recipient>> notices = new LinkedHashMap<>();
        plan.forEach(notice -> notices.computeIfAbsent(notice.receiver(), receiver -> new TreeMap<>())
                .putIfAbsent(notice.dueAt(), notice));
        Map<String, List<Recipient>> inOrder = new LinkedHashMap<>();
        notices.forEach((receiver, byTime) -> inOrder.put(receiver, List.copyOf(byTime.values())));
        return inOrder;
    }

    /** Who is named twice is told once, as early as either asks for, and then again as often as that one asks for. */
    private static List<Recipient> whicheverIsEarlier(List<Recipient> one, List<Recipient> other) {
        int order = other.getFirst().dueAt().compareTo(one.getFirst().dueAt());
        return order < 0 || (order == 0 && other.size() > one.size()) ? other : one;
    }

    /** @return what each of those whom the target comes to is told by */
    private static List<List<Recipient>> resolve(Target target, String level, Situation situation) {
        return switch (target) {
            case Target.User(String person) -> List.of(person(person, level, situation));
            case Target.OnCall(String schedule) ->
                Optional.ofNullable(situation.onCall().get(schedule))
                        .map(person -> List.of(person(person, level, situation)))
                        .orElse(List.of());
            case Target.OfTeam(String name) -> {
                Team team = situation.directory().teams().get(name);
                yield team == null
                        ? List.of()
                        : team.members().stream()
                                .map(person -> person(person, level, situation))
                                .toList();
            }
            case Target.Channel(String receiver) ->
                List.of(List.of(new Recipient(Optional.empty(), Optional.empty(), receiver, situation.now(), level)));
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
