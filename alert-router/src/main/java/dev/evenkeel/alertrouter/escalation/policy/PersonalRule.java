package dev.evenkeel.alertrouter.escalation.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.evenkeel.alertrouter.oncall.Person;
import dev.evenkeel.alertrouter.oncall.Person.Contact;
import dev.evenkeel.alertrouter.timeinterval.RouteSchedule;
import dev.evenkeel.alertrouter.timeinterval.TimeIntervals;

/**
 * How people want to be told.
 *
 * @param people by name; everybody if it is empty
 * @param notices by urgency, in order
 */
public record PersonalRule(Set<String> people, Map<Urgency, List<Notice>> notices) {

    /** Who is not told for that long is not told at all. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(14);

    /**
     * One way in which somebody is told.
     *
     * @param after how long after it is their turn
     * @param contact the name of one of their contacts
     * @param when at which times; outside them it waits for the next
     */
    public record Notice(Duration after, String contact, RouteSchedule when) {}

    /** Somebody is to be told, unless it is no longer needed by then. */
    public record Planned(Contact contact, Instant dueAt) {}

    public PersonalRule {
        people = Set.copyOf(people);
        notices = Map.copyOf(notices);
    }

    public boolean isFor(String person) {
        return people.isEmpty() || people.contains(person);
    }

    /**
     * How a person is told from a moment on. Somebody who has none of the contacts that the rule names, or whom no rule
     * says anything of, is told by all their contacts at once: better than not at all.
     */
    public static List<Planned> plan(
            Optional<PersonalRule> rule, Person person, Urgency urgency, Instant now, TimeIntervals intervals) {
        List<Notice> notices = rule.map(found -> found.notices().getOrDefault(urgency, List.of()))
                .orElse(List.of());
        List<Planned> planned = new ArrayList<>();
        boolean reachable = false;
        for (Notice notice : notices) {
            Optional<Contact> contact = person.contacts().stream()
                    .filter(each -> each.name().equals(notice.contact()))
                    .findFirst();
            if (contact.isPresent()) {
                reachable = true;
                Instant wanted = now.plus(notice.after());
                notice.when()
                        .nextSpeaking(wanted, wanted.plus(LONGEST_WAIT), intervals)
                        .ifPresent(due -> planned.add(new Planned(contact.get(), due)));
            }
        }
        return reachable
                ? planned
                : person.contacts().stream()
                        .map(contact -> new Planned(contact, now))
                        .toList();
    }
}
