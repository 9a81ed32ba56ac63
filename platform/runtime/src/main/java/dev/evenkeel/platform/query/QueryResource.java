package dev.evenkeel.platform.query;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.security.Roles;

/**
 * The HTTP API of Prometheus, as far as Grafana uses it. Errors are in its form too, not problem documents: this is a
 * drop-in contract.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/2.42/querying/api/">Prometheus, HTTP API</a>
 */
@Path("/prometheus/api/v1")
@RolesAllowed(Roles.VIEWER)
@Produces(MediaType.APPLICATION_JSON)
public class QueryResource {

    /**
     * The version whose language is spoken. Clients decide by it what they may ask; a member {@code features} would make
     * Grafana take us for Mimir.
     */
    private static final String SPOKEN_VERSION = "2.42.0";

    private final QueryService queries;
    private final QueryConfiguration configuration;
    private final Clock clock;

    QueryResource(QueryService queries, QueryConfiguration configuration, Clock clock) {
        this.queries = queries;
        this.configuration = configuration;
        this.clock = clock;
    }

    @GET
    @Path("query")
    public Uni<Response> query(@Context UriInfo address) {
        return instant(parameters(address));
    }

    @POST
    @Path("query")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> query(@Context UriInfo address, MultivaluedMap<String, String> form) {
        return instant(parameters(address, form));
    }

    private Uni<Response> instant(QueryParameters parameters) {
        return answer(() -> {
            Instant time = parameters.time("time", clock.instant());
            return queries.instant(parameters.query(), time, parameters.timeout(configuration.timeout()))
                    .map(PrometheusJson::of);
        });
    }

    @GET
    @Path("query_range")
    public Uni<Response> queryRange(@Context UriInfo address) {
        return range(parameters(address));
    }

    @POST
    @Path("query_range")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> queryRange(@Context UriInfo address, MultivaluedMap<String, String> form) {
        return range(parameters(address, form));
    }

    private Uni<Response> range(QueryParameters parameters) {
        return answer(
                () -> queries.range(parameters.query(), parameters.range(), parameters.timeout(configuration.timeout()))
                        .map(PrometheusJson::of));
    }

    @GET
    @Path("labels")
    public Uni<Response> labels(@Context UriInfo address) {
        return labelNames(parameters(address));
    }

    @POST
    @Path("labels")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> labels(@Context UriInfo address, MultivaluedMap<String, String> form) {
        return labelNames(parameters(address, form));
    }

    private Uni<Response> labelNames(QueryParameters parameters) {
        return answer(() -> queries.labelNames(parameters.matches(), start(parameters), end(parameters))
                .map(first(parameters.limit()))
                .map(PrometheusJson::ofStrings));
    }

    @GET
    @Path("label/{name}/values")
    public Uni<Response> labelValues(@PathParam("name") String name, @Context UriInfo address) {
        QueryParameters parameters = parameters(address);
        return answer(() -> queries.labelValues(
                        QueryParameters.labelName(name), parameters.matches(), start(parameters), end(parameters))
                .map(first(parameters.limit()))
                .map(PrometheusJson::ofStrings));
    }

    @GET
    @Path("series")
    public Uni<Response> series(@Context UriInfo address) {
        return matchingSeries(parameters(address));
    }

    @POST
    @Path("series")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Uni<Response> series(@Context UriInfo address, MultivaluedMap<String, String> form) {
        return matchingSeries(parameters(address, form));
    }

    private Uni<Response> matchingSeries(QueryParameters parameters) {
        return answer(() -> {
            List<List<LabelMatcher>> matches = parameters.matches();
            if (matches.isEmpty()) {
                throw QueryException.badData("no match[] parameter provided");
            }
            return queries.series(matches, start(parameters), end(parameters))
                    .map(first(parameters.limit()))
                    .map(PrometheusJson::ofSeries);
        });
    }

    @GET
    @Path("metadata")
    public Uni<Response> metadata(@Context UriInfo address) {
        QueryParameters parameters = parameters(address);
        return answer(() -> {
            String metric = parameters.text("metric");
            int limit = parameters.limit();
            return queries.metadata().map(all -> {
                Map<String, List<MetricMetadata>> wanted = new LinkedHashMap<>();
                all.entrySet().stream()
                        .filter(entry -> metric.isEmpty() || entry.getKey().equals(metric))
                        .limit(limit)
                        .forEach(entry -> wanted.put(entry.getKey(), entry.getValue()));
                return PrometheusJson.ofMetadata(wanted);
            });
        });
    }

    /** Exemplars are not kept. */
    @GET
    @Path("query_exemplars")
    public Response queryExemplars() {
        return Response.ok(PrometheusJson.ofStrings(List.of())).build();
    }

    @POST
    @Path("query_exemplars")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response queryExemplars(MultivaluedMap<String, String> form) {
        return queryExemplars();
    }

    @GET
    @Path("rules")
    public Uni<Response> rules() {
        return answer(() -> queries.ruleGroups().map(PrometheusJson::ofRules));
    }

    @GET
    @Path("alerts")
    public Uni<Response> alerts() {
        return answer(() -> queries.ruleGroups().map(PrometheusJson::ofAlerts));
    }

    @GET
    @Path("status/buildinfo")
    public Response buildInfo() {
        Map<String, String> info = new LinkedHashMap<>();
        info.put("version", SPOKEN_VERSION);
        info.put("revision", "evenkeel");
        info.put("branch", "");
        info.put("buildUser", "");
        info.put("buildDate", "");
        info.put("goVersion", "");
        return Response.ok(PrometheusJson.ofBuildInfo(info)).build();
    }

    private static QueryParameters parameters(UriInfo address) {
        return new QueryParameters(Map.of(), address.getQueryParameters());
    }

    private static QueryParameters parameters(UriInfo address, MultivaluedMap<String, String> form) {
        return new QueryParameters(form, address.getQueryParameters());
    }

    private static Instant start(QueryParameters parameters) {
        return parameters.time("start", QueryParameters.EARLIEST);
    }

    private static Instant end(QueryParameters parameters) {
        return parameters.time("end", QueryParameters.LATEST);
    }

    private static <T> Function<List<T>, List<T>> first(int limit) {
        return all -> all.subList(0, Math.min(limit, all.size()));
    }

    /** Work that may fail before it becomes asynchronous, and after. */
    private interface Work {
        Uni<byte[]> begin();
    }

    private static Uni<Response> answer(Work work) {
        return Uni.createFrom()
                .deferred(work::begin)
                .map(body -> Response.ok(body).build())
                .onFailure(QueryException.class)
                .recoverWithItem(QueryResource::refusal);
    }

    private static Response refusal(QueryException error) {
        int status = switch (error.kind()) {
            case BAD_DATA -> 400;
            case EXECUTION -> 422;
            case TIMEOUT -> 503;
        };
        return Response.status(status).entity(PrometheusJson.of(error)).build();
    }
}
