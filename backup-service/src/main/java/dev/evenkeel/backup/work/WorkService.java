package dev.evenkeel.backup.work;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Runs long work, a bounded number of pieces at a time, and renews the lease of each while it runs. When the service
 * stops, work is interrupted and given a moment to clean up.
 */
@ApplicationScoped
public class WorkService {

    /** How long a lease lasts: a process that has not renewed it for so long is taken for dead. */
    public static final Duration LEASE = Duration.ofMinutes(2);

    private static final Duration RENEWAL = Duration.ofSeconds(15);
    private static final Duration TIME_TO_CLEAN_UP = Duration.ofSeconds(8);

    private final Vertx vertx;
    private final Semaphore places;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("work-", 0).factory());
    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    WorkService(Vertx vertx, @ConfigProperty(name = "evenkeel.backup.parallel", defaultValue = "4") int parallel) {
        this.vertx = vertx;
        this.places = new Semaphore(parallel);
    }

    /** A place to work in, or false if all are taken. Give it back by {@link #run} or {@link #giveBack}. */
    public boolean takePlace() {
        return places.tryAcquire();
    }

    public void giveBack() {
        places.release();
    }

    /**
     * Starts {@code work} in a place that was taken, and returns at once.
     *
     * @param id what the lease is on
     * @param renewal renews the lease; a failure is tried again soon
     */
    public void run(String id, Supplier<Uni<Void>> renewal, Runnable work) {
        underway.add(id);
        long beat = vertx.setPeriodic(
                RENEWAL.toMillis(),
                tick -> renewal.get()
                        .subscribe()
                        .with(
                                renewed -> {},
                                failure -> Log.warnf(
                                        "The lease of %s cannot be renewed yet: %s", id, failure.getMessage())));
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException failed) {
                Log.errorf(failed, "The work on %s broke off; its lease will run out", id);
            } finally {
                vertx.cancelTimer(beat);
                underway.remove(id);
                places.release();
            }
        });
    }

    /** Runs something short that blocks. */
    public Uni<Void> block(Runnable work) {
        return Uni.createFrom().voidItem().emitOn(threads).invoke(work);
    }

    /** What this very process is working on, whatever the leases say. */
    public Set<String> underway() {
        return Set.copyOf(underway);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(TIME_TO_CLEAN_UP.toSeconds(), TimeUnit.SECONDS)) {
            Log.warnf("Still underway when the service stopped: %s", underway);
        }
    }
}
