package dev.evenkeel.backup.web;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.backup.operations.OperationService;
import dev.evenkeel.backup.operations.OperationStore;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.restore.RestoreException;
import dev.evenkeel.backup.restore.RestoreRoot;
import dev.evenkeel.backup.runs.BackupRun;
import dev.evenkeel.backup.runs.RunStore;
import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.ProblemException;

/** What can be done with a backup. Each goes on after the answer, which says where to look. */
@Path("/api/v1/backups/{backup}")
@Produces(MediaType.APPLICATION_JSON)
public class OperationsResource {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final OperationService operations;
    private final OperationStore store;
    private final RunStore runs;

    OperationsResource(
            LiveConfiguration<BackupConfiguration> configuration,
            OperationService operations,
            OperationStore store,
            RunStore runs) {
        this.configuration = configuration;
        this.operations = operations;
        this.store = store;
        this.runs = runs;
    }

    @GET
    @Path("/operations")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "What was done with a backup, newest first")
    public Uni<List<OperationView>> all(String backup) {
        BackupId id = BackupIds.parse(backup);
        return store.of(id).map(done -> done.stream().map(OperationView::of).toList());
    }

    @GET
    @Path("/operations/{operation}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One operation")
    public Uni<OperationView> one(String backup, String operation) {
        ProblemException unknown =
                ProblemException.notFound("There is no operation '" + operation + "' on this backup");
        UUID id;
        try {
            id = UUID.fromString(operation);
        } catch (IllegalArgumentException noUuid) {
            throw unknown;
        }
        return store.find(BackupIds.parse(backup), id)
                .map(found -> found.map(OperationView::of).orElseThrow(() -> unknown));
    }

    @POST
    @Path("/verify")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Read the backup from end to end and check all of it")
    public Uni<RestResponse<OperationView>> verify(String backup) {
        BackupId id = BackupIds.parse(backup);
        return start(id, () -> operations.verify(id));
    }

    @POST
    @Path("/drill")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Restore the backup, start a server on it, compare, and throw it away")
    public Uni<RestResponse<OperationView>> drill(String backup) {
        BackupId id = BackupIds.parse(backup);
        if (configuration.current().drills().isEmpty()) {
            throw ProblemException.unprocessable("No folder for drills is configured");
        }
        return start(id, () -> operations.drill(id));
    }

    @POST
    @Path("/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Restore the backup into a new folder below the configured one")
    public Uni<RestResponse<OperationView>> restore(String backup, RestoreRequest request) {
        BackupId id = BackupIds.parse(backup);
        java.nio.file.Path place = place(request);
        return start(id, () -> operations.restore(id, place));
    }

    private java.nio.file.Path place(RestoreRequest request) {
        RestoreRoot root = configuration
                .current()
                .restores()
                .orElseThrow(() -> ProblemException.unprocessable("No folder for restores is configured"));
        if (request == null || request.folder() == null) {
            throw ProblemException.invalid("/folder", "is missing", "the name of a new folder");
        }
        try {
            return root.place(request.folder());
        } catch (RestoreException.PlaceRefused refused) {
            throw ProblemException.invalid("/folder", refused.getMessage(), null);
        } catch (IOException unreadable) {
            throw ProblemException.unavailable("The folder for restores cannot be read", SOON);
        }
    }

    private Uni<RestResponse<OperationView>> start(BackupId id, Supplier<Uni<OperationService.Started>> begin) {
        return runs.find(id)
                .map(found -> found.orElseThrow(() -> BackupIds.unknown(id.text())))
                .invoke(OperationsResource::mustBeComplete)
                .chain(begin::get)
                .map(started -> answer(id, started));
    }

    private static void mustBeComplete(BackupRun run) {
        if (run.state() != BackupRun.State.COMPLETED) {
            throw ProblemException.conflict("Backup '" + run.id() + "' is not complete");
        }
    }

    private static RestResponse<OperationView> answer(BackupId id, OperationService.Started started) {
        return switch (started) {
            case OperationService.Started.Running(var operation) ->
                RestResponse.ResponseBuilder.<OperationView>create(RestResponse.Status.ACCEPTED)
                        .location(URI.create("/api/v1/backups/" + id + "/operations/" + operation.id()))
                        .entity(OperationView.of(operation))
                        .build();
            case OperationService.Started.AlreadyRunning() ->
                throw ProblemException.conflict("This is being done with backup '" + id + "' already");
            case OperationService.Started.Busy() ->
                throw ProblemException.unavailable("As much as is allowed is being done already", SOON);
        };
    }
}
