package dev.evenkeel.alertrouter.ingest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.compatibility.V2Parameters;
import dev.evenkeel.alertrouter.compatibility.V2Response;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.matching.MatcherSyntax;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;

/** Takes alerts as Alertmanager does: what is valid of a report is stored even if other parts of it are not. */
@Path("/api/v2/alerts")
public class PostAlertsResource {

    private final IngestService intake;
    private final LiveConfiguration<RouterConfig> configuration;
    private final IngestMetrics metrics;
    private final MatcherSyntax syntax;
    private final Clock clock;

    PostAlertsResource(
            IngestService intake,
            LiveConfiguration<RouterConfig> configuration,
            IngestMetrics metrics,
            MatcherSyntax syntax,
            Clock clock) {
        this.intake = intake;
        this.configuration = configuration;
        this.metrics = metrics;
        this.syntax = syntax;
        this.clock = clock;
    }

    /** Answers 200 once the alerts are stored durably. */
    @POST
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.INGEST)
    @NonBlocking
    public Uni<Response> post(@HeaderParam("Content-Type") String contentType, byte[] body) {
        V2Parameters.requireJson(contentType);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Duration resolveTimeout = configuration.current().resolveTimeout();
        List<Alert> valid = new ArrayList<>();
        List<String> defects = new ArrayList<>();
        List<PostedAlert> posted = PostedAlertsJson.read(body);
        int resolved = 0;
        for (PostedAlert each : posted) {
            resolved += each.resolvedAt(now) ? 1 : 0;
            Optional<String> defect = each.defect(now, resolveTimeout, syntax);
            if (defect.isPresent()) {
                metrics.refused();
                defects.add(defect.get());
            } else {
                valid.add(each.received(now, resolveTimeout));
            }
        }
        metrics.received(posted.size(), resolved);
        return intake.take(valid).map(stored -> {
            if (!defects.isEmpty()) {
                throw V2Response.text(400, String.join("\n", defects));
            }
            return Response.ok().build();
        });
    }
}
