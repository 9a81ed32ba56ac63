package dev.evenkeel.platform.tasks;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

/**
 * A piece of repeated work. Implementations are CDI beans. Any number of replicas may run the same task at the same
 * moment, so a task claims what must happen once in PostgreSQL ({@code FOR UPDATE SKIP LOCKED}).
 */
public interface Task {

    /** The name in {@code POST /internal/tasks/{name}} and in metrics: lower case, words joined by hyphens. */
    String name();

    /**
     * How long after one run starts the next one starts; at least one second. A run that is late is not doubled. Tasks that
     * are due in the same second start after one another within it.
     */
    Duration interval();

    /** Does one round of the work. Never called again before the {@code Uni} it returned has ended; never cancelled. */
    Uni<Void> run();

    /**
     * Work that goes on to its end once it has begun, whether or not whoever asked for it is still there: a round that was
     * broken off in the middle would keep what it had taken and never give it back.
     *
     * @param what names the work in the log, should it fail when nobody listens any more
     * @param work is begun anew by each subscription
     * @return ends as the work does; cancelling it leaves the work alone
     */
    static <T> Uni<T> toItsEnd(String what, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            AtomicBoolean abandoned = new AtomicBoolean();
            Uni<T> round = Uni.createFrom().deferred(work::get).memoize().indefinitely();
            round.subscribe().with(done -> {}, failure -> {
                if (abandoned.get()) {
                    Log.warnf("%s failed, when nobody waited for it any more: %s", what, failure);
                }
            });
            return round.onCancellation().invoke(() -> abandoned.set(true));
        });
    }
}
