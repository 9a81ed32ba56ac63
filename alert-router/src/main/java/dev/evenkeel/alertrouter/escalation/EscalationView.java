package dev.evenkeel.alertrouter.escalation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.escalation.policy.Level;
import dev.evenkeel.alertrouter.escalation.policy.Policy;
import dev.evenkeel.alertrouter.escalation.policy.Target;
import dev.evenkeel.alertrouter.incident.Severity;

/**
 * The escalation of an incident as REST shows it.
 *
 * @param state {@code running}, {@code paused} (somebody took it on, or it waits), {@code ended}, or {@code held} until the
 *     storm is over that it came in
 * @param step that is next, counted on from 0 through all rounds; as many as the policy has when all were taken
 * @param round from 1; of the next step
 * @param nextLevel absent if there is none, or the policy is gone
 * @param nextAt absent while nothing is due
 * @param pages who is or was to be told, oldest first; the newest 500
 */
public record EscalationView(
        UUID incident,
        String policy,
        String state,
        int step,
        Integer round,
        String nextLevel,
        Instant nextAt,
        Instant startedAt,
        List<PageView> pages) {

    /**
     * Somebody is or was to be told.
     *
     * @param kind {@code automatic}, {@code manual} or {@code resolved}
     * @param state {@code pending}, {@code told}, {@code refused}, {@code given_up}, {@code cancelled} or
     *     {@code superseded}
     * @param person absent for a channel
     * @param toldAt absent until it was taken
     */
    public record PageView(
            UUID id,
            String kind,
            String state,
            String person,
            String contact,
            String receiver,
            String integration,
            String why,
            Instant dueAt,
            int attempts,
            Instant toldAt) {

        static PageView of(Page page) {
            return new PageView(
                    page.id(),
                    PageStore.text(page.kind()),
                    PageStore.text(page.state()),
                    page.person().orElse(null),
                    page.contact().orElse(null),
                    page.receiver(),
                    page.integration(),
                    page.why(),
                    page.dueAt(),
                    page.attempts(),
                    page.toldAt().orElse(null));
        }
    }

    /** A policy as it is configured. */
    public record PolicyView(String name, List<LevelView> levels, int repeats, long repeatEverySeconds) {

        static PolicyView of(Policy policy) {
            return new PolicyView(
                    policy.name(),
                    policy.levels().stream().map(LevelView::of).toList(),
                    policy.repeats(),
                    policy.repeats() == 0 ? 0 : policy.every().toSeconds());
        }
    }

    /** A level of a policy; lists that are empty do not restrict it. */
    public record LevelView(
            String name,
            long afterSeconds,
            List<String> severities,
            List<String> during,
            List<String> outside,
            List<String> targets) {

        static LevelView of(Level level) {
            return new LevelView(
                    level.name(),
                    level.after().toSeconds(),
                    level.severities().stream().map(Severity::text).sorted().toList(),
                    level.when().activeDuring(),
                    level.when().mutedDuring(),
                    level.targets().stream().map(Target::text).toList());
        }
    }

    /** @param policy empty if it is gone */
    static EscalationView of(Escalation escalation, Optional<Policy> policy, List<Page> pages) {
        Optional<Policy> left = policy.filter(known -> escalation.progress().nextStep() < known.steps());
        boolean running = escalation.state() == Escalation.State.RUNNING;
        int next = escalation.progress().nextStep();
        return new EscalationView(
                escalation.incidentId(),
                escalation.policy(),
                PageStore.text(escalation.state()),
                next,
                left.map(known -> known.round(next) + 1).orElse(null),
                left.map(known -> known.level(next).name()).orElse(null),
                running
                        ? left.flatMap(known -> escalation.progress().dueAt(known))
                                .orElse(null)
                        : null,
                escalation.startedAt(),
                pages.stream().map(PageView::of).toList());
    }
}
