package dev.evenkeel.platform.telemetry;

import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Counts, asks the database and logs what it is told, for the tests of telemetry. */
@Path("/web-test/telemetry")
@PermitAll
public class TelemetryTestResource {

    private static final Logger LOG = Logger.getLogger(TelemetryTestResource.class);

    private final MetricRegistry metrics;
    private final Pool pool;

    TelemetryTestResource(MetricRegistry metrics, Pool pool) {
        this.metrics = metrics;
        this.pool = pool;
    }

    /** Says in the answer whether somebody had looked for the template of a route before it was known who may take it. */
    void sayWhetherTheTemplateIsKnown(@Observes Filters filters) {
        filters.register(
                context -> {
                    if (context.request().path().startsWith("/web-test/telemetry/")) {
                        Context vertx = ((HttpServerRequestInternal) context.request()).context();
                        boolean known = vertx.getLocal("UrlPathTemplate") != null;
                        context.response().putHeader("Template-Known-Before", Boolean.toString(known));
                    }
                    context.next();
                },
                SecurityHandlerPriorities.AUTHORIZATION - 1);
    }

    @GET
    @Path("/counted/{kind}")
    public Uni<String> count(@RestPath String kind) {
        metrics.counter(describe("evenkeel_test_things_total"), new Tag("kind", kind))
                .inc();
        metrics.timer(describe("evenkeel_test_work_seconds")).time(() -> {});
        return pool.query("SELECT count(*) FROM pg_tables").execute().map(rows -> kind);
    }

    private static Metadata describe(String name) {
        return Metadata.builder().withName(name).withDescription("For a test").build();
    }

    @GET
    @Path("/logged")
    public String log(@RestQuery String text) {
        LOG.errorf(new IllegalStateException("failed with " + text), "told %s", text);
        return "logged";
    }
}
