package dev.evenkeel.alertrouter.oncall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.ActorSource;
import dev.evenkeel.alertrouter.oncall.Swap.Status;
import dev.evenkeel.alertrouter.oncall.schedule.Schedule;
import dev.evenkeel.alertrouter.oncall.schedule.Span;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.ProblemType;
import dev.evenkeel.platform.web.RequestTime;

/** Swapping shifts over REST. */
@Path("/api/v1/oncall/swaps")
@NonBlocking
public class SwapsResource {

    private static final Duration LONGEST = Duration.ofDays(92);
    private static final int LARGEST_PAGE = 500;

    private final SwapService swaps;
    private final OncallService oncall;
    private final ActorSource actors;
    private final Clock clock;

    SwapsResource(SwapService swaps, OncallService oncall, ActorSource actors, Clock clock) {
        this.swaps = swaps;
        this.oncall = oncall;
        this.actors = actors;
        this.clock = clock;
    }

    /** A time on call. */
    public record TimeView(String from, String to) {}

    /** A swap as REST shows it; {@code inReturn}, {@code decidedBy} and {@code decidedAt} may be absent. */
    public record SwapView(
            UUID id,
            String schedule,
            String requester,
            TimeView shift,
            String partner,
            TimeView inReturn,
            String reason,
            String status,
            String askedBy,
            Instant askedAt,
            String decidedBy,
            Instant decidedAt) {

        static SwapView of(Swap swap) {
            return new SwapView(
                    swap.id(),
                    swap.schedule(),
                    swap.requester(),
                    time(swap.span()),
                    swap.partner(),
                    swap.inReturn().map(SwapView::time).orElse(null),
                    swap.reason(),
                    SwapStore.text(swap.status()),
                    swap.askedBy(),
                    swap.askedAt(),
                    swap.decision().map(Swap.Decided::by).orElse(null),
                    swap.decision().map(Swap.Decided::at).orElse(null));
        }

        private static TimeView time(Span span) {
            return new TimeView(span.from().toString(), span.to().toString());
        }
    }

    /**
     * A swap to be proposed.
     *
     * @param requester who gives {@code shift} away; the caller if it is left out, somebody else only for an operator
     * @param partner who is to take it
     * @param inReturn what the requester takes from the partner; may be left out
     */
    public record SwapRequest(
            String schedule, String requester, TimeView shift, String partner, TimeView inReturn, String reason) {}

    /** Newest first; {@code status} is proposed, accepted, declined or withdrawn. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<SwapView>> list(@RestQuery String status, @RestQuery @DefaultValue("50") int limit) {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw ProblemException.invalid("query:limit", "is " + limit, "1 to " + LARGEST_PAGE);
        }
        return swaps.list(Optional.ofNullable(status).map(SwapsResource::readStatus), limit)
                .map(found -> found.stream().map(SwapView::of).toList());
    }

    private static Status readStatus(String text) {
        for (Status status : Status.values()) {
            if (SwapStore.text(status).equals(text.toLowerCase(Locale.ROOT))) {
                return status;
            }
        }
        throw ProblemException.invalid(
                "query:status", "is '" + text + "'", "proposed, accepted, declined or withdrawn");
    }

    @POST
    @RolesAllowed(Roles.RESPONDER)
    @ResponseStatus(201)
    public Uni<SwapView> propose(SwapRequest request, @Context SecurityContext caller) {
        OncallDirectory directory = oncall.directory();
        Schedule schedule = directory.schedules().get(OncallNames.schedule("/schedule", request.schedule(), directory));
        String requester = requester(request, directory, caller);
        String partner = OncallNames.person("/partner", request.partner(), directory);
        if (partner.equals(requester)) {
            throw ProblemException.invalid("/partner", "is the requester", "somebody else");
        }
        Span span = read("/shift", request.shift());
        Optional<Span> inReturn = Optional.ofNullable(request.inReturn()).map(time -> read("/inReturn", time));
        inReturn.flatMap(span::within).ifPresent(both -> {
            throw ProblemException.invalid("/inReturn", "overlaps the shift", "another time");
        });
        String reason = OncallNames.reason("/reason", request.reason());
        return swaps.propose(schedule, requester, span, partner, inReturn, reason, actors.current())
                .map(SwapsResource::view);
    }

    private Span read(String where, TimeView time) {
        if (time == null) {
            throw ProblemException.invalid(where, "is missing", "{\"from\": a time, \"to\": a time}");
        }
        Instant from = RequestTime.read(where + "/from", time.from());
        Instant to = RequestTime.read(where + "/to", time.to());
        if (!to.isAfter(clock.instant())) {
            throw ProblemException.invalid(where + "/to", "is over", "a time to come");
        }
        return OncallTimes.span(where + "/to", from, to, LONGEST);
    }

    private static String requester(SwapRequest request, OncallDirectory directory, SecurityContext caller) {
        String login = caller.getUserPrincipal().getName();
        Optional<Person> self = directory.people().values().stream()
                .filter(person -> person.isCaller(login))
                .findFirst();
        if (request.requester() == null) {
            return self.map(Person::name)
                    .orElseThrow(() -> ProblemException.invalid(
                            "/requester", "is missing, and " + login + " is nobody of oncall.yaml", "a person"));
        }
        String requester = OncallNames.person("/requester", request.requester(), directory);
        refuseUnless(isOneOf(directory, caller, requester), "Only " + requester + " or an operator may propose this");
        return requester;
    }

    /** By the partner, or by an operator in their place. */
    @POST
    @Path("/{id}/accept")
    @RolesAllowed(Roles.RESPONDER)
    public Uni<SwapView> accept(@RestPath UUID id, @Context SecurityContext caller) {
        Actor by = actors.current();
        return decided(id, caller, Swap::partner, swap -> swaps.accept(swap, by));
    }

    /** By the partner, or by an operator in their place. */
    @POST
    @Path("/{id}/decline")
    @RolesAllowed(Roles.RESPONDER)
    public Uni<SwapView> decline(@RestPath UUID id, @Context SecurityContext caller) {
        Actor by = actors.current();
        return decided(id, caller, Swap::partner, swap -> swaps.end(swap, Status.DECLINED, by));
    }

    /** By the requester, or by an operator in their place. */
    @POST
    @Path("/{id}/withdraw")
    @RolesAllowed(Roles.RESPONDER)
    public Uni<SwapView> withdraw(@RestPath UUID id, @Context SecurityContext caller) {
        Actor by = actors.current();
        return decided(id, caller, Swap::requester, swap -> swaps.end(swap, Status.WITHDRAWN, by));
    }

    /** @param decider who may, besides operators */
    private Uni<SwapView> decided(
            UUID id,
            SecurityContext caller,
            Function<Swap, String> decider,
            Function<Swap, Uni<SwapService.Outcome>> decision) {
        return existing(id)
                .invoke(swap -> refuseUnless(
                        isOneOf(oncall.directory(), caller, decider.apply(swap)),
                        "Only " + decider.apply(swap) + " or an operator may do this"))
                .flatMap(decision::apply)
                .map(SwapsResource::view);
    }

    private Uni<Swap> existing(UUID id) {
        return swaps.find(id)
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no swap " + id)));
    }

    private static boolean isOneOf(OncallDirectory directory, SecurityContext caller, String person) {
        Person known = directory.people().get(person);
        return caller.isUserInRole(Roles.OPERATOR)
                || (known != null && known.isCaller(caller.getUserPrincipal().getName()));
    }

    private static void refuseUnless(boolean allowed, String why) {
        if (!allowed) {
            throw Problem.of(ProblemType.FORBIDDEN, why).asException();
        }
    }

    private static SwapView view(SwapService.Outcome outcome) {
        return switch (outcome) {
            case SwapService.Outcome.Done(Swap swap) -> SwapView.of(swap);
            case SwapService.Outcome.Impossible(String why) -> throw ProblemException.conflict(why);
        };
    }
}
