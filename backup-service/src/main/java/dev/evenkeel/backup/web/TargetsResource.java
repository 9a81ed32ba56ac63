package dev.evenkeel.backup.web;

import java.time.Duration;
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

import dev.evenkeel.backup.rpo.RpoService;
import dev.evenkeel.backup.rpo.RpoStanding;
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
    private final RpoService objectives;

    TargetsResource(LiveConfiguration<BackupConfiguration> configuration, RunStore runs, RpoService objectives) {
        this.configuration = configuration;
        this.runs = runs;
        this.objectives = objectives;
    }

    /**
     * A target and how it stands; what there has not been yet is null.
     *
     * @param server host and port
     * @param lastState of the newest attempt
     * @param lastCompleted the newest backup there is
     * @param recoveryPoint how it stands with its recovery point objective; null without one
     */
    public record TargetView(
            String name,
            String server,
            String lastState,
            String lastCompleted,
            Instant lastCompletedAt,
            RecoveryPointView recoveryPoint) {

        static TargetView of(Target target, List<BackupRun> latest, List<RpoStanding> standings) {
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
                    completed.flatMap(BackupRun::endedAt).orElse(null),
                    standings.stream()
                            .filter(standing -> standing.target().equals(target.name()))
                            .findFirst()
                            .flatMap(RecoveryPointView::of)
                            .orElse(null));
        }
    }

    /**
     * A recovery point objective and how it is kept, as of the last look.
     *
     * @param withinSeconds how old the newest good backup may be
     * @param proven whether a backup is good only once it was checked
     * @param since when the breach began, or when the objective was last known to be kept again; null before the first look
     * @param newest the newest good backup; null if there is none
     * @param ageSeconds of that backup, now
     */
    public record RecoveryPointView(
            long withinSeconds, boolean proven, boolean breached, Instant since, String newest, Long ageSeconds) {

        static Optional<RecoveryPointView> of(RpoStanding standing) {
            return standing.promised()
                    .map(rpo -> new RecoveryPointView(
                            rpo.within().toSeconds(),
                            rpo.proven(),
                            standing.isBreached(),
                            standing.isLookedAt() ? standing.state().since() : null,
                            standing.newestBackup().orElse(null),
                            standing.age().map(Duration::toSeconds).orElse(null)));
        }
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "All targets, each with its newest attempt and its newest backup")
    public Uni<List<TargetView>> all() {
        List<Target> targets = configuration.current().targets();
        return Uni.combine()
                .all()
                .unis(runs.latest(), objectives.standings())
                .asTuple()
                .map(found -> targets.stream()
                        .map(target -> TargetView.of(target, found.getItem1(), found.getItem2()))
                        .toList());
    }
}
