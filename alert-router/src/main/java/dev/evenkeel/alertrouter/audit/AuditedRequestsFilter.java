package dev.evenkeel.alertrouter.audit;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Records what people do with means of the platform, which knows no audit log: reloading and changing the configuration,
 * sending dead letters again or throwing them away. None of it has a transaction of ours to be recorded in.
 *
 * <p>Running a task is left out: a scheduler does so every second, and a person who does changes nothing that would not
 * have happened by itself.
 */
public class AuditedRequestsFilter {

    /** Takes the lines that could not be stored; the platform logs its own there. */
    private static final Logger AUDIT = Logger.getLogger("dev.evenkeel.audit");

    private static final Pattern RELOAD = Pattern.compile("/-/reload");
    private static final Pattern FILE = Pattern.compile("/api/v1/configuration/files/([^/]+)");
    private static final Pattern DEAD_LETTER = Pattern.compile("/api/v1/events/dead-letters/([^/]+)(?:/retry)?");

    private final AuditService audit;
    private final ActorSource actors;

    AuditedRequestsFilter(AuditService audit, ActorSource actors) {
        this.audit = audit;
        this.actors = actors;
    }

    /** What was done stays done if its line cannot be stored: to take configuration back then would help nobody. */
    @ServerResponseFilter
    public Uni<Void> record(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getMethod().equals("GET") || response.getStatus() == 401 || response.getStatus() == 403) {
            return Uni.createFrom().voidItem();
        }
        return action(request, response)
                .map(action -> {
                    Actor actor = actors.current();
                    return audit.recordAlone(actor, action)
                            .onFailure()
                            .invoke(failure -> AUDIT.errorf(failure, "not stored: %s by %s", action, actor))
                            .onFailure()
                            .recoverWithNull();
                })
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static Optional<AuditedAction> action(ContainerRequestContext request, ContainerResponseContext response) {
        String path = request.getUriInfo().getPath();
        String did = request.getMethod() + " " + path + " answered " + response.getStatus();
        boolean done = response.getStatus() < 400;
        if (RELOAD.matcher(path).matches()) {
            return Optional.of(of("configuration.reload", "configuration", "", done, did));
        }
        Matcher file = FILE.matcher(path);
        if (file.matches()) {
            boolean dryRun = Boolean.parseBoolean(
                    request.getUriInfo().getQueryParameters().getFirst("dryRun"));
            return dryRun
                    ? Optional.empty()
                    : Optional.of(of("configuration.change", "configuration", file.group(1), done, did));
        }
        Matcher letter = DEAD_LETTER.matcher(path);
        if (letter.matches()) {
            String verb = request.getMethod().equals("DELETE") ? "discard" : "retry";
            return Optional.of(of("dead-letter." + verb, "dead-letter", letter.group(1), done, did));
        }
        return Optional.empty();
    }

    private static AuditedAction of(String action, String kind, String id, boolean done, String detail) {
        return done ? AuditedAction.done(action, kind, id, detail) : AuditedAction.refused(action, kind, id, detail);
    }
}
