package dev.evenkeel.alertrouter.correlation.holdback;

import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Fingerprint;
import dev.evenkeel.platform.security.Roles;

/** What is held back, over REST. */
@Path("/api/v1/flapping")
public class HoldBackResource {

    /**
     * An alert that is held back since it flaps.
     *
     * @param penalty the decayed count of its starts, at the moment {@code at}
     */
    public record FlappingView(String fingerprint, double penalty, Instant at, Instant startsAt) {

        static FlappingView of(FlapState state) {
            return new FlappingView(
                    Fingerprint.text(state.fingerprint()), state.penalty(), state.at(), state.startsAt());
        }
    }

    private final HoldBackService holdBack;

    HoldBackResource(HoldBackService holdBack) {
        this.holdBack = holdBack;
    }

    /** Alerts that were held back within the last hour since they flap, the worst first, at most 500. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<FlappingView>> flapping() {
        return holdBack.held()
                .map(states -> states.stream().map(FlappingView::of).toList());
    }
}
