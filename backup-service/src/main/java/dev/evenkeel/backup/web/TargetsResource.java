package dev.evenkeel.backup.web;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;

import dev.evenkeel.backup.runs.BackupRun;
import dev.evenkeel.backup.runs.RunStore;
import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;

/** The servers that are backed up, without their secrets. */
@Path("/api/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
public class TargetsResource {

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final RunStore runs;

    TargetsResource(LiveConfiguration<BackupConfiguration> configuration, RunStore runs) {
        this.configuration = configuration;
        this.runs = runs;
    }

    /**
     * A target and how it stands; what there has not been yet is null.
     *
     * @param server host and port
     * @param lastState of the newest attempt
     * @param lastCompleted the newest backup there is
     */
    public record TargetView(
            String name, String server, String lastState, String lastCompleted, Instant lastCompletedAt) {

        static TargetView of(Target target, List<BackupRun> latest) {
            Comparator<BackupRun> byAge = Comparator.comparing(BackupRun::begunAt);
            List<BackupRun> own = latest.stream()
                    .filter(run -> run.target().equals(target.name()))
                    .toList();
            Optional<BackupRun> completed = own.stream()
                    .filter(run -> run.state() == BackupRun.State.COMPLETED)
                    .max(byAge);
            return new TargetView(
                    target.name(),
                    target.source().connection().address().toString(),
                    own.stream()
                            .max(byAge)
                            .map(run -> run.state().name().toLowerCase(Locale.ROOT))
                            .orElse(null),
                    completed.map(run -> run.id().text()).orElse(null),
                    completed.flatMap(BackupRun::endedAt).orElse(null));
        }
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All targets, each with its newest attempt and its newest backup")
    public Uni<List<TargetView>> all() {
        List<Target> targets = configuration.current().targets();
        return runs.latest()
                .map(latest -> targets.stream()
                        .map(target -> TargetView.of(target, latest))
                        .toList());
    }
}
