package dev.evenkeel.platform.tasks;

import java.util.Collection;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.security.Roles;

/** Lets an outside scheduler (Cloud Scheduler, a CronJob) drive the tasks of a service. */
@Path("/internal/tasks")
public class TasksResource {

    private final TaskService tasks;

    TasksResource(TaskService tasks) {
        this.tasks = tasks;
    }

    /**
     * What a run came to.
     *
     * @param ran {@code false} if the task was running already, so that nothing was started
     */
    public record Outcome(String task, boolean ran) {}

    @GET
    @RolesAllowed(Roles.VIEWER)
    public Collection<String> names() {
        return tasks.names();
    }

    @POST
    @Path("/{name}")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Outcome> run(String name) {
        return tasks.run(name)
                .orElseThrow(() -> new NotFoundException("There is no task " + name + "; there are: " + tasks.names()))
                .map(ran -> new Outcome(name, ran));
    }
}
