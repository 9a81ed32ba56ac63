package dev.evenkeel.alertrouter.analytics;

import java.time.Clock;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.platform.security.Roles;

/** Analytics over REST. Tables come as JSON or, by {@code Accept: text/csv} or {@code format=csv}, as CSV. */
@Path("/api/v1/analytics")
@Produces({MediaType.APPLICATION_JSON, AnalyticsRequest.CSV})
public class AnalyticsResource {

    private final AnalyticsService analytics;
    private final Clock clock;

    AnalyticsResource(AnalyticsService analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    /** @param groupBy {@code severity}, {@code receiver}, {@code alertname}, {@code day}, {@code week} or a label that is counted by */
    @GET
    @Path("/incidents")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Incidents that were opened within a time: how many, MTTD, MTTA, MTTR, and the share acted on")
    public Uni<Response> incidents(
            @BeanParam AnalyticsRequest asked, @RestQuery String groupBy, @Context HttpHeaders headers) {
        boolean csv = asked.wantsCsv(headers);
        AnalyticsConfig config = analytics.config();
        TimeRange range = asked.range(clock.instant());
        IncidentFilter filter = asked.filter(config);
        Grouping grouping = AnalyticsRequest.grouping(groupBy, Grouping.none(), Grouping.OF_INCIDENTS, config);
        boolean grouped = !grouping.equals(Grouping.none());
        int most = asked.most(grouping);
        Uni<List<IncidentFigures>> groups = grouped
                ? analytics.groups(range, filter, grouping, most)
                : Uni.createFrom().item(List.of());
        return Uni.combine().all().unis(analytics.total(range, filter), groups).with((total, found) -> {
            var view = new AnalyticsView.Incidents(
                    range.from(),
                    range.to(),
                    grouped ? grouping.by() : null,
                    AnalyticsView.Figures.of(total),
                    found.stream().map(AnalyticsView.Figures::of).toList());
            List<AnalyticsView.Figures> rows = grouped ? view.groups() : List.of(view.total());
            return csv
                    ? csv(
                            AnalyticsView.Figures.COLUMNS,
                            rows.stream().map(AnalyticsView.Figures::row).toList())
                    : json(view);
        });
    }

    /**
     * @param groupBy {@code alertname} unless said otherwise, {@code severity} or a label that is counted by
     * @param order {@code notifications} unless said otherwise, {@code pages}, {@code episodes}, {@code incidents} or {@code
     *     unattended}
     */
    @GET
    @Path("/noise")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Kinds of alerts, those that make the most noise first, and what could be done about it")
    public Uni<Response> noise(
            @BeanParam AnalyticsRequest asked,
            @RestQuery String groupBy,
            @RestQuery String order,
            @Context HttpHeaders headers) {
        boolean csv = asked.wantsCsv(headers);
        AnalyticsConfig config = analytics.config();
        TimeRange range = asked.range(clock.instant());
        Grouping grouping = AnalyticsRequest.grouping(groupBy, Grouping.byAlertName(), Grouping.OF_EPISODES, config);
        IncidentFilter filter = asked.filter(config);
        NoiseRanking.Order by = AnalyticsRequest.order(order, filter);
        return analytics
                .noise(range, filter, grouping, by, asked.most())
                .map(lines -> lines.stream().map(AnalyticsView.Kind::of).toList())
                .map(kinds -> csv
                        ? csv(
                                AnalyticsView.Kind.COLUMNS,
                                kinds.stream().map(AnalyticsView.Kind::row).toList())
                        : json(new AnalyticsView.Noise(
                                range.from(),
                                range.to(),
                                grouping.by(),
                                by.id(),
                                config.brief().toSeconds(),
                                kinds)));
    }

    @GET
    @Path("/people")
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "How often each person was told, by day and by night, and what they took on")
    public Uni<Response> people(@BeanParam AnalyticsRequest asked, @Context HttpHeaders headers) {
        boolean csv = asked.wantsCsv(headers);
        TimeRange range = asked.range(clock.instant());
        int most = asked.most();
        return analytics
                .people(range)
                .map(loads ->
                        loads.stream().limit(most).map(AnalyticsView.Load::of).toList())
                .map(people -> csv
                        ? csv(
                                AnalyticsView.Load.COLUMNS,
                                people.stream().map(AnalyticsView.Load::row).toList())
                        : json(new AnalyticsView.People(range.from(), range.to(), people)));
    }

    @GET
    @Path("/unacknowledged")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.VIEWER)
    @NonBlocking
    @Operation(summary = "Incidents that waited longest for somebody to take them on")
    public Uni<AnalyticsView.Waits> unacknowledged(@BeanParam AnalyticsRequest asked) {
        TimeRange range = asked.range(clock.instant());
        return analytics
                .longestUnacknowledged(range, asked.filter(analytics.config()), asked.most())
                .map(waits -> new AnalyticsView.Waits(range.from(), range.to(), waits));
    }

    private static Response json(Object view) {
        return Response.ok(view, MediaType.APPLICATION_JSON_TYPE).build();
    }

    private static Response csv(List<String> header, List<Object[]> rows) {
        return Response.ok(CsvText.of(header, rows), AnalyticsRequest.CSV + ";charset=UTF-8")
                .build();
    }
}
