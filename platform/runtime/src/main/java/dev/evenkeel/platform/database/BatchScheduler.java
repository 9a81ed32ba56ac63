package dev.evenkeel.platform.database;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;

import dev.evenkeel.platform.time.Timers;

/**
 * Has small pieces of work done together that come within a moment. When each is a commit of its own, those whose work cannot
 * wait meet all of these. To be used from any thread.
 *
 * @param <T> a piece of work
 */
public final class BatchScheduler<T> {

    /** So long a piece waits for others at the most. */
    public static final Duration PATIENCE = Duration.ofMillis(10);

    private final Timers timers;
    private final int enough;
    private final Function<List<T>, Uni<Void>> work;
    private final List<Waiting<T>> waiting = new ArrayList<>();

    /** @param done is told when the piece was done, or could not be */
    private record Waiting<T>(T piece, UniEmitter<? super Void> done) {}

    /**
     * @param enough so many pieces wait for no more of them
     * @param work does pieces together, or none of them
     */
    public BatchScheduler(Timers timers, int enough, Function<List<T>, Uni<Void>> work) {
        this.timers = timers;
        this.enough = enough;
        this.work = work;
    }

    /**
     * Does a piece of work, with others or, should that fail, by itself.
     *
     * @return ends when it was done; fails as it fails by itself
     */
    public Uni<Void> add(T piece) {
        return Uni.createFrom().emitter(done -> add(new Waiting<T>(piece, done)));
    }

    private void add(Waiting<T> next) {
        boolean begin;
        synchronized (waiting) {
            waiting.add(next);
            begin = waiting.size() >= enough;
            if (!begin && waiting.size() == 1) {
                timers.set(PATIENCE, this::begin);
            }
        }
        if (begin) {
            begin();
        }
    }

    /** What came too late for one batch may be in the next before its own time is up. */
    private void begin() {
        List<Waiting<T>> batch;
        synchronized (waiting) {
            batch = List.copyOf(waiting);
            waiting.clear();
        }
        if (!batch.isEmpty()) {
            begin(batch);
        }
    }

    private void begin(List<Waiting<T>> batch) {
        Uni.createFrom()
                .deferred(() -> work.apply(batch.stream().map(Waiting::piece).toList()))
                .subscribe()
                .with(done -> batch.forEach(each -> each.done().complete(null)), failure -> {
                    if (batch.size() == 1) {
                        batch.getFirst().done().fail(failure);
                    } else {
                        // one of them may be what cannot be done
                        batch.forEach(each -> begin(List.of(each)));
                    }
                });
    }
}
