package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.security.Roles;

/** Storms over REST. */
@Path("/api/v1/storms")
public class StormsResource {

    private static final int MOST = 100;

    /**
     * A storm.
     *
     * @param route absent for a storm of everything
     * @param endedAt absent while it lasts
     * @param digests how many digests the receiver was told
     */
    public record StormView(UUID id, String route, String receiver, Instant beganAt, Instant endedAt, int digests) {

        static StormView of(Storm storm) {
            return new StormView(
                    storm.id(),
                    storm.route().isEmpty() ? null : storm.route(),
                    storm.receiver(),
                    storm.beganAt(),
                    storm.endedAt().orElse(null),
                    storm.digests());
        }
    }

    private final StormService storms;

    StormsResource(StormService storms) {
        this.storms = storms;
    }

    /** Storms that last and past ones, the newest first, at most 100. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<StormView>> latest() {
        return storms.latest(MOST)
                .map(found -> found.stream().map(StormView::of).toList());
    }
}
