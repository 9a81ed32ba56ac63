package dev.evenkeel.alertrouter.oncall.calendar;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

import dev.evenkeel.platform.web.ProblemException;

/** Calendars for whoever knows their address. The path is one of those that are open (application.properties). */
@Path("/calendar")
@NonBlocking
public class CalendarResource {

    static final String TYPE = "text/calendar; charset=utf-8";

    private static final int LONGEST_TOKEN = 100;

    private final CalendarService calendars;

    CalendarResource(CalendarService calendars) {
        this.calendars = calendars;
    }

    @GET
    @Path("/{token}.ics")
    @PermitAll
    @Operation(summary = "A calendar of shifts (text/calendar), for those who know its address")
    public Uni<RestResponse<String>> read(@RestPath String token) {
        if (token.length() > LONGEST_TOKEN) {
            throw notThere();
        }
        return calendars
                .read(token)
                .map(found -> found.map(CalendarResource::answer).orElseThrow(CalendarResource::notThere));
    }

    static RestResponse<String> answer(String calendar) {
        return ResponseBuilder.ok(calendar)
                .header("Content-Type", TYPE)
                // the address is the secret: no cache that others share may keep what is behind it
                .header("Cache-Control", "private, max-age=300")
                .build();
    }

    /** The same whether there never was such a calendar or it was revoked. */
    private static ProblemException notThere() {
        return ProblemException.notFound("There is no such calendar");
    }
}
