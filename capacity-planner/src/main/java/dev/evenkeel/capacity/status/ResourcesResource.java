package dev.evenkeel.capacity.status;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.saturation.EvaluationService;
import dev.evenkeel.capacity.saturation.OutlookService;
import dev.evenkeel.capacity.saturation.ResourceStanding;
import dev.evenkeel.platform.configuration.PrometheusDuration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;
import dev.evenkeel.platform.web.ProblemException;

/** How much of each resource is used, and when it will be saturated. */
@Path("/api/v1/resources")
@Produces(MediaType.APPLICATION_JSON)
public class ResourcesResource {

    private static final Duration LONGEST_HORIZON = Duration.ofDays(2 * 365);

    private final EvaluationService evaluation;
    private final OutlookService outlooks;
    private final Clock clock;

    ResourcesResource(EvaluationService evaluation, OutlookService outlooks, Clock clock) {
        this.evaluation = evaluation;
        this.outlooks = outlooks;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All resources by name, as they stood at the last look")
    public RestResponse<Page<ResourceView>> all(
            @RestQuery Integer limit, @RestQuery String cursor, @Context UriInfo asked) {
        PageRequest request = PageRequest.of(limit, cursor);
        String after = request.after().map(last -> last.key().getFirst()).orElse("");
        List<ResourceView> fetched = evaluation.standings().stream()
                .map(ResourceView::of)
                .filter(resource -> resource.name().compareTo(after) > 0)
                .sorted(Comparator.comparing(ResourceView::name))
                .limit(request.fetch())
                .toList();
        return Page.of(request, fetched, resource -> Cursor.after(resource.name()))
                .answer(asked);
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One resource, as it stood at the last look")
    public ResourceView one(String name) {
        return ResourceView.of(standing(name));
    }

    @GET
    @Path("/{name}/forecast")
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            summary = "What will be used, made now",
            description =
                    "The horizon is a duration such as 6h or 30d, by default the resource's own. Nothing is forecast"
                            + " farther ahead than twice what is known of the past.")
    public Uni<ForecastView> forecast(String name, @RestQuery String horizon) {
        ResourceStanding standing = standing(name);
        Resource resource = standing.resource();
        Duration ahead = horizon == null ? resource.horizon() : duration(horizon, resource.step());
        return outlooks.look(resource, standing.newest(), ahead, clock.instant())
                .map(outlook -> ForecastView.of(
                        name, resource.unit(), outlook, standing.threshold().orElse(null), standing.datesOf(outlook)));
    }

    private ResourceStanding standing(String name) {
        return evaluation
                .standing(name)
                .orElseThrow(() -> ProblemException.notFound("There is no resource '" + name + "'"));
    }

    private static Duration duration(String text, Duration least) {
        String allowed = "a duration from %s to %s"
                .formatted(PrometheusDuration.format(least), PrometheusDuration.format(LONGEST_HORIZON));
        try {
            Duration duration = PrometheusDuration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(LONGEST_HORIZON) <= 0) {
                return duration;
            }
            throw ProblemException.invalid("query:horizon", text + " is out of range", allowed);
        } catch (IllegalArgumentException malformed) {
            throw ProblemException.invalid("query:horizon", malformed.getMessage(), allowed);
        }
    }
}
