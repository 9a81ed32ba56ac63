package dev.evenkeel.backup.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

import dev.evenkeel.backup.operations.OperationStore;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.runs.BackupRun;
import dev.evenkeel.backup.runs.BackupService;
import dev.evenkeel.backup.runs.RunStore;
import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Cursor;
import dev.evenkeel.platform.web.Page;
import dev.evenkeel.platform.web.PageRequest;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Backups: the history of them, and the way to ask for one. */
@Path("/api/v1/backups")
@Produces(MediaType.APPLICATION_JSON)
public class BackupsResource {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final BackupService backups;
    private final RunStore runs;
    private final OperationStore operations;

    BackupsResource(
            LiveConfiguration<BackupConfiguration> configuration,
            BackupService backups,
            RunStore runs,
            OperationStore operations) {
        this.configuration = configuration;
        this.backups = backups;
        this.runs = runs;
        this.operations = operations;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Backups and attempts, newest first; of one target if it is given")
    public Uni<RestResponse<Page<BackupView>>> newest(
            @RestQuery String target, @RestQuery Integer limit, @RestQuery String cursor, @Context UriInfo asked) {
        PageRequest request = PageRequest.of(limit, cursor);
        RunStore.Place place = request.after().map(BackupsResource::place).orElse(RunStore.Place.NEWEST);
        return runs.newest(target, place, request.fetch())
                .map(found -> Page.of(request, found, BackupsResource::cursor)
                        .map(run -> BackupView.of(run, List.of()))
                        .answer(asked));
    }

    private static Cursor cursor(BackupRun run) {
        return Cursor.after(run.begunAt().toString(), run.id().text());
    }

    private static RunStore.Place place(Cursor cursor) {
        if (cursor.key().size() != 2) {
            throw PageRequest.foreignCursor();
        }
        try {
            return new RunStore.Place(
                    Instant.parse(cursor.key().getFirst()),
                    BackupId.parse(cursor.key().getLast())
                            .orElseThrow(PageRequest::foreignCursor)
                            .text());
        } catch (DateTimeParseException foreign) {
            throw new ProblemException(PageRequest.foreignCursor().problem(), foreign);
        }
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One backup and what was done with it")
    public Uni<BackupView> one(String id) {
        BackupId backup = BackupIds.parse(id);
        return runs.find(backup)
                .map(found -> found.orElseThrow(() -> BackupIds.unknown(id)))
                .chain(run -> operations.of(backup).map(done -> BackupView.of(run, done)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Start a backup; it goes on after the answer, which says where to look")
    public Uni<RestResponse<BackupView>> start(BackupRequest request) {
        Target target = target(request);
        return backups.start(target, BackupRun.Trigger.REQUEST).map(started -> switch (started) {
            case BackupService.Started.Running(BackupRun run) ->
                RestResponse.ResponseBuilder.<BackupView>create(RestResponse.Status.ACCEPTED)
                        .location(URI.create("/api/v1/backups/" + run.id()))
                        .entity(BackupView.of(run, List.of()))
                        .build();
            case BackupService.Started.AlreadyRunning() ->
                throw ProblemException.conflict("A backup of '" + target.name() + "' is being taken already");
            case BackupService.Started.Busy() ->
                throw ProblemException.unavailable("As much as is allowed is being done already", SOON);
        });
    }

    private Target target(BackupRequest request) {
        BackupConfiguration current = configuration.current();
        String allowed = current.targets().stream().map(Target::name).collect(Collectors.joining(", "));
        if (request == null || request.target() == null) {
            throw ProblemException.invalid("/target", "is missing", allowed.isEmpty() ? null : allowed);
        }
        return current.target(request.target())
                .orElseThrow(() -> Problem.unprocessable(
                                "There is no target '" + request.target() + "'; configured are: " + allowed)
                        .asException());
    }
}
