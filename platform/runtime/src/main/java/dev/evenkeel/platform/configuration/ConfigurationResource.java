package dev.evenkeel.platform.configuration;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.logging.Log;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestQuery;

import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.Problem.InvalidValue;
import dev.evenkeel.platform.web.ProblemException;

/**
 * The configuration over REST: how the last attempt to load it ended, and the same documents that the folder holds,
 * tried or put in force. The text of files is not given out, since it may hold secrets.
 */
@Path("/api/v1/configuration")
@Produces(MediaType.APPLICATION_JSON)
@Blocking // Reads and writes files.
public class ConfigurationResource {

    private final ConfigurationService configuration;

    ConfigurationResource(ConfigurationService configuration) {
        this.configuration = configuration;
    }

    /**
     * How the last attempt to load ended.
     *
     * @param files the files in force
     * @param problems what was wrong with the last attempt; empty if it was successful
     * @param notices what is in force otherwise than whoever wrote the files may expect
     */
    public record Status(
            boolean successful,
            Instant triedAt,
            Instant loadedAt,
            List<String> files,
            List<InvalidValue> problems,
            List<InvalidValue> notices) {

        static Status of(ConfigStatus status) {
            return new Status(
                    status.successful(),
                    status.triedAt(),
                    status.loadedAt(),
                    status.files(),
                    invalid(status.problems()),
                    invalid(status.notices()));
        }
    }

    /**
     * What became of a document.
     *
     * @param inForce {@code false} after a dry run
     */
    public record Applied(String file, boolean inForce) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Which files are in force, and what was wrong in the last attempt to load")
    public Status status() {
        return Status.of(configuration.status());
    }

    @PUT
    @Path("/files/{name}")
    @Consumes({"application/yaml", "text/yaml", "application/x-yaml", MediaType.TEXT_PLAIN})
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Put a file in force, or with dryRun=true only say what would be wrong")
    @APIResponse(responseCode = "400", description = "Something is wrong with it; nothing changed")
    public Applied apply(String name, @RestQuery @DefaultValue("false") boolean dryRun, String text) {
        try {
            List<ConfigProblem> problems = dryRun ? configuration.check(name, text) : configuration.apply(name, text);
            if (!problems.isEmpty()) {
                throw refused(problems).asException();
            }
            return new Applied(name, !dryRun);
        } catch (IllegalArgumentException badName) {
            throw ProblemException.invalid("path:name", "is not a name for a file here", badName.getMessage());
        } catch (IOException unwritable) {
            Log.warnf("The configuration folder cannot be read or written: %s", unwritable);
            throw ProblemException.conflict("The configuration folder cannot be written; change its files instead");
        }
    }

    static Problem notReloaded(ConfigStatus status) {
        return refused(status.problems());
    }

    /** Says what is wrong with a configuration that therefore changes nothing. */
    public static Problem refused(List<ConfigProblem> problems) {
        return Problem.badRequest("The configuration is not valid; what was in force stays", invalid(problems));
    }

    private static List<InvalidValue> invalid(List<ConfigProblem> problems) {
        return problems.stream().map(ConfigurationResource::invalid).toList();
    }

    private static InvalidValue invalid(ConfigProblem problem) {
        String where = problem.file() + ":" + problem.line() + ":" + problem.column();
        String what = problem.path().isEmpty() ? problem.reason() : problem.path() + " " + problem.reason();
        return new InvalidValue(where, what, null);
    }
}
