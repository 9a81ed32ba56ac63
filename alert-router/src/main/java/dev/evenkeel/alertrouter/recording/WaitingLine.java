package dev.evenkeel.alertrouter.recording;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue that turns newcomers away when it is full, be it by their number or by their weight, so that neither many small nor
 * a few huge ones fill the memory. Whoever comes never waits; safe for use by any number of threads.
 */
final class WaitingLine<E> {

    private record Waiting<E>(E element, long weight) {}

    private final int most;
    private final long heaviest;
    private final Queue<Waiting<E>> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long weight;
    private boolean closed;

    /**
     * @param most how many may wait
     * @param heaviest how much all that wait may weigh; one that is heavier by itself may wait alone
     */
    WaitingLine(int most, long heaviest) {
        this.most = most;
        this.heaviest = heaviest;
    }

    /** @return {@code false} if there is no room, or it is closed */
    boolean offer(E element, long itsWeight) {
        lock.lock();
        try {
            boolean tooHeavy = !waiting.isEmpty() && weight + itsWeight > heaviest;
            if (closed || waiting.size() >= most || tooHeavy) {
                return false;
            }
            waiting.add(new Waiting<>(element, itsWeight));
            weight += itsWeight;
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next; empty once it is closed and nobody waits any more. */
    Optional<E> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.await();
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next for so long at most; empty if nobody came, or will. */
    Optional<E> take(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    private Optional<E> next() {
        Waiting<E> next = waiting.poll();
        if (next == null) {
            return Optional.empty();
        }
        weight -= next.weight();
        return Optional.of(next.element());
    }

    /** Takes nobody any more; those who wait are still handed out. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether it is closed and nobody waits. */
    boolean isOver() {
        lock.lock();
        try {
            return closed && waiting.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }
}
