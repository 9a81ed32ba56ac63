package dev.evenkeel.alertrouter.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.evenkeel.alertrouter.oncall.schedule.Span;

/**
 * Somebody asks somebody else to take over a time on call.
 *
 * <pre>
 *   PROPOSED ──partner or operator──▶ ACCEPTED (overrides are made in the same moment)
 *      ├──────partner or operator──▶ DECLINED
 *      └────requester or operator──▶ WITHDRAWN
 * </pre>
 *
 * @param requester who is on call throughout {@code span}, by name
 * @param partner who takes it over
 * @param inReturn when the partner is on call, and the requester takes over; empty for a favour
 * @param askedBy the name of the caller
 * @param decision who decided, and when; empty while it is proposed
 */
record Swap(
        UUID id,
        String schedule,
        String requester,
        Span span,
        String partner,
        Optional<Span> inReturn,
        String reason,
        Status status,
        String askedBy,
        Instant askedAt,
        Optional<Decided> decision) {

    enum Status {
        PROPOSED,
        ACCEPTED,
        DECLINED,
        WITHDRAWN
    }

    record Decided(String by, Instant at) {}

    /** Somebody has to be on call throughout a span for the swap to make sense. */
    record Premise(String person, Span span) {}

    List<Premise> premises() {
        List<Premise> premises = new ArrayList<>();
        premises.add(new Premise(requester, span));
        inReturn.ifPresent(back -> premises.add(new Premise(partner, back)));
        return premises;
    }

    /** What an accepted swap comes to from now on: who was on call before stays known. */
    List<StoredOverride> overrides(String by, Instant now) {
        List<StoredOverride> overrides = new ArrayList<>();
        span.after(now).ifPresent(rest -> overrides.add(override(partner, rest, by, now)));
        inReturn.flatMap(back -> back.after(now)).ifPresent(rest -> overrides.add(override(requester, rest, by, now)));
        return overrides;
    }

    private StoredOverride override(String person, Span time, String by, Instant now) {
        return new StoredOverride(
                UUID.randomUUID(), schedule, person, time, reason, Optional.of(id), by, now, Optional.empty());
    }
}
