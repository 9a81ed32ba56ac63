package dev.evenkeel.platform.tasks;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs every {@link Task} on its schedule and on demand, never twice at once within this process. */
@ApplicationScoped
public class TaskService {

    /** So often the scheduler looks what is due. */
    private static final long TICK_MILLIS = 1000;

    private final Map<String, Task> tasks = new TreeMap<>();
    private final Map<String, AtomicBoolean> running = new ConcurrentHashMap<>();
    private final Map<String, FailureStreak> streaks = new ConcurrentHashMap<>();
    private final Scheduler scheduler;
    private final boolean scheduled;
    private volatile boolean stopping;

    TaskService(
            @All List<Task> beans,
            Scheduler scheduler,
            @ConfigProperty(name = "evenkeel.tasks.scheduled", defaultValue = "true") boolean scheduled) {
        this.scheduler = scheduler;
        this.scheduled = scheduled;
        for (Task task : beans) {
            if (tasks.put(task.name(), task) != null) {
                throw new IllegalStateException("Two tasks are named " + task.name());
            }
            running.put(task.name(), new AtomicBoolean());
            streaks.put(task.name(), new FailureStreak());
        }
    }

    void schedule(@Observes StartupEvent event) {
        if (!scheduled) {
            return;
        }
        Map<String, Duration> offsets = offsets(tasks.keySet());
        for (Task task : tasks.values()) {
            scheduler
                    .newJob(task.name())
                    .setInterval(task.interval().toMillis() + "ms")
                    // a task that waits for its moment is not running yet; whether it is, we see to
                    .setConcurrentExecution(ConcurrentExecution.PROCEED)
                    .setAsyncTask(execution -> Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(offsets.get(task.name()))
                            .chain(() -> stopping
                                    ? Uni.createFrom().voidItem()
                                    : runUnlessRunning(task).replaceWithVoid()))
                    .schedule();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopping = true;
    }

    /**
     * How long after the scheduler found them due tasks start, by name. It finds a dozen at once, once a second: together they
     * would keep both processors and as many connections busy for the time that a request has to wait then.
     */
    static Map<String, Duration> offsets(Collection<String> names) {
        Map<String, Duration> offsets = new HashMap<>();
        for (String name : names) {
            offsets.put(name, Duration.ofMillis(TICK_MILLIS * (offsets.size() + 1) / (names.size() + 1)));
        }
        return offsets;
    }

    /** The names of all tasks, in alphabetical order. */
    public Collection<String> names() {
        return tasks.keySet();
    }

    /**
     * Runs a task now. A run that has begun goes on to its end, even if the {@code Uni} is cancelled.
     *
     * @return empty if there is no task of that name; otherwise whether it ran ({@code false}: it was running already),
     *     failing as the task fails
     */
    public Optional<Uni<Boolean>> run(String name) {
        return Optional.ofNullable(tasks.get(name)).map(this::runOrFail);
    }

    private Uni<Boolean> runUnlessRunning(Task task) {
        FailureStreak streak = streaks.get(task.name());
        return runOrFail(task)
                .invoke(ran -> {
                    int failures = streak.end();
                    if (failures > 0) {
                        Log.infof("Task %s works again after %d failures", task.name(), failures);
                    }
                })
                .onFailure()
                .invoke(failure -> {
                    if (streak.isNews(failure)) {
                        Log.errorf(failure, "Task %s failed; it runs again at its next time", task.name());
                    } else {
                        Log.debugf("Task %s failed as before: %s", task.name(), failure);
                    }
                })
                .onFailure()
                .recoverWithItem(true);
    }

    private Uni<Boolean> runOrFail(Task task) {
        AtomicBoolean lock = running.get(task.name());
        return Uni.createFrom().deferred(() -> {
            if (!lock.compareAndSet(false, true)) {
                return Uni.createFrom().item(false);
            }
            return Task.toItsEnd(
                    "Task " + task.name(),
                    () -> Uni.createFrom()
                            .deferred(task::run)
                            .onTermination()
                            .invoke(() -> lock.set(false))
                            .replaceWith(true));
        });
    }
}
