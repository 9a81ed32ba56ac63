package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.oncall.Swap.Premise;
import dev.evenkeel.alertrouter.oncall.Swap.Status;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule.Turn;
import dev.evenkeel.alertrouter.oncall.schedule.Span;

/**
 * Lets people swap shifts: one proposes, the other accepts, and then the schedule has it as overrides. Both have to be on
 * call when the swap says so, when it is proposed and still when it is accepted.
 */
@ApplicationScoped
class SwapService {

    /** What came of a step. */
    sealed interface Outcome {

        record Done(Swap swap) implements Outcome {}

        /** It cannot be, for a reason that people are told. */
        record Impossible(String why) implements Outcome {}
    }

    private static final String DECIDED = "The swap is decided already";

    private final SwapStore swaps;
    private final OverrideStore overrides;
    private final OncallService oncall;
    private final AuditService audit;
    private final Pool pool;
    private final Clock clock;

    SwapService(
            SwapStore swaps,
            OverrideStore overrides,
            OncallService oncall,
            AuditService audit,
            Pool pool,
            Clock clock) {
        this.swaps = swaps;
        this.overrides = overrides;
        this.oncall = oncall;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
    }

    Uni<List<Swap>> list(Optional<Status> status, int limit) {
        return swaps.list(pool, status, limit);
    }

    Uni<Optional<Swap>> find(UUID id) {
        return swaps.find(pool, id);
    }

    /** Asks the partner. */
    Uni<Outcome> propose(
            Schedule schedule,
            String requester,
            Span span,
            String partner,
            Optional<Span> inReturn,
            String reason,
            Actor by) {
        var swap = new Swap(
                UUID.randomUUID(),
                schedule.name(),
                requester,
                span,
                partner,
                inReturn,
                reason,
                Status.PROPOSED,
                by.name(),
                now(),
                Optional.empty());
        return pool.withTransaction(transaction -> objection(transaction, swap)
                .flatMap(objection -> objection.isPresent()
                        ? impossible(objection.get())
                        : swaps.add(transaction, swap)
                                .chain(() -> audit.record(transaction, by, action("propose", swap)))
                                .replaceWith(new Outcome.Done(swap))));
    }

    /** Makes the overrides that the swap comes to; of a time that has begun, for what is left of it. */
    Uni<Outcome> accept(Swap proposed, Actor by) {
        Instant now = now();
        Optional<Premise> over = proposed.premises().stream()
                .filter(premise -> !premise.span().to().isAfter(now))
                .findFirst();
        if (over.isPresent()) {
            Span span = over.get().span();
            return impossible("The time from %s to %s is over".formatted(span.from(), span.to()));
        }
        return pool.withTransaction(transaction -> overrides
                .lock(transaction, proposed.schedule())
                .chain(() -> swaps.find(transaction, proposed.id()))
                .flatMap(swap ->
                        swap.filter(found -> found.status() == Status.PROPOSED).isEmpty()
                                ? impossible(DECIDED)
                                : objection(transaction, proposed)
                                        .flatMap(objection -> objection.isPresent()
                                                ? impossible(objection.get())
                                                : decide(transaction, proposed, Status.ACCEPTED, by))));
    }

    /** Says no, or takes the question back. */
    Uni<Outcome> end(Swap proposed, Status status, Actor by) {
        return pool.withTransaction(transaction -> decide(transaction, proposed, status, by));
    }

    private Uni<Outcome> decide(SqlConnection transaction, Swap proposed, Status status, Actor by) {
        return swaps.decide(transaction, proposed.id(), status, by.name(), now())
                .flatMap(decided -> {
                    if (decided.isEmpty()) {
                        return impossible(DECIDED);
                    }
                    Swap swap = decided.get();
                    String verb = switch (status) {
                        case ACCEPTED -> "accept";
                        case DECLINED -> "decline";
                        case WITHDRAWN, PROPOSED -> "withdraw";
                    };
                    return makeOverrides(transaction, swap, by)
                            .chain(() -> audit.record(transaction, by, action(verb, swap)))
                            .replaceWith(new Outcome.Done(swap));
                });
    }

    private Uni<Void> makeOverrides(SqlConnection transaction, Swap swap, Actor by) {
        Uni<Void> made = Uni.createFrom().voidItem();
        if (swap.status() == Status.ACCEPTED) {
            for (StoredOverride override : swap.overrides(by.name(), now())) {
                made = made.chain(() -> overrides.add(transaction, override));
            }
        }
        return made;
    }

    /** Why the swap makes no sense by the schedule as it is now; empty if it does. */
    private Uni<Optional<String>> objection(SqlConnection transaction, Swap swap) {
        Optional<Schedule> schedule = oncall.schedule(swap.schedule());
        if (schedule.isEmpty()) {
            return Uni.createFrom().item(Optional.of("There is no schedule " + swap.schedule() + " any more"));
        }
        Uni<Optional<String>> found = Uni.createFrom().item(Optional.empty());
        for (Premise premise : swap.premises()) {
            found = found.flatMap(before -> before.isPresent()
                    ? Uni.createFrom().item(before)
                    : objection(transaction, schedule.get(), premise));
        }
        return found;
    }

    private Uni<Optional<String>> objection(SqlConnection transaction, Schedule schedule, Premise premise) {
        return oncall.timelines(transaction, List.of(schedule), premise.span()).map(timelines -> {
            List<Turn> turns = Schedule.turns(timelines.get(schedule));
            boolean holds = turns.size() == 1
                    && turns.getFirst().person().equals(premise.person())
                    && turns.getFirst().span().equals(premise.span());
            return holds
                    ? Optional.empty()
                    : Optional.of("%s is not on call by %s all the time from %s to %s"
                            .formatted(
                                    premise.person(),
                                    schedule.name(),
                                    premise.span().from(),
                                    premise.span().to()));
        });
    }

    private static Uni<Outcome> impossible(String why) {
        return Uni.createFrom().item(new Outcome.Impossible(why));
    }

    private static AuditedAction action(String verb, Swap swap) {
        return AuditedAction.done(
                "swap." + verb,
                "swap",
                swap.id().toString(),
                "%s for %s on %s from %s to %s"
                        .formatted(
                                swap.partner(),
                                swap.requester(),
                                swap.schedule(),
                                swap.span().from(),
                                swap.span().to()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
