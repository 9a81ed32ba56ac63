package dev.evenkeel.platform.telemetry;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;
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
