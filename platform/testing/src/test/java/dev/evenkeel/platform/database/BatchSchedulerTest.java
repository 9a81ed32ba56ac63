package dev.evenkeel.platform.database;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.TestTimers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BatchSchedulerTest {

    private final TestTimers timers = new TestTimers();
    private final List<List<String>> done = Collections.synchronizedList(new ArrayList<>());
    private final BatchScheduler<String> batches = new BatchScheduler<>(timers, 3, this::work);

    @Test
    void piecesAreDoneTogetherAsSoonAsThereAreEnough() {
        CompletableFuture<Void> first = add("a");
        CompletableFuture<Void> second = add("b");
        boolean began = !done.isEmpty();
        CompletableFuture<Void> third = add("c");

        assertThat(began).isFalse();
        assertThat(CompletableFuture.allOf(first, second, third)).isCompleted();
        assertThat(done).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aPieceThatNoOthersFollowIsDoneAfterAMoment() {
        CompletableFuture<Void> piece = add("alone");
        boolean began = !done.isEmpty();
        timers.advance(BatchScheduler.PATIENCE);

        assertThat(began).isFalse();
        assertThat(piece).isCompleted();
        assertThat(done).containsExactly(List.of("alone"));
    }

    @Test
    void onePieceThatCannotBeDoneKeepsNoOtherFromIt() {
        CompletableFuture<Void> good = add("good");
        CompletableFuture<Void> bad = add("impossible");
        CompletableFuture<Void> better = add("better");

        assertThat(good).isCompleted();
        assertThat(better).isCompleted();
        assertThatThrownBy(bad::join).isInstanceOf(CompletionException.class).hasRootCauseMessage("It cannot be done");
        assertThat(done).containsExactly(List.of("good"), List.of("better"));
    }

    @Test
    void workThatThrowsFailsAsWorkDoesThatFails() {
        var throwing = new BatchScheduler<String>(timers, 1, pieces -> {
            throw new IllegalStateException("It cannot even begin");
        });

        CompletableFuture<Void> piece = throwing.add("any").subscribe().asCompletionStage();

        assertThatThrownBy(piece::join).hasRootCauseMessage("It cannot even begin");
    }

    private CompletableFuture<Void> add(String piece) {
        return batches.add(piece).subscribe().asCompletionStage();
    }

    private Uni<Void> work(List<String> pieces) {
        return pieces.contains("impossible")
                ? Uni.createFrom().failure(new IllegalArgumentException("It cannot be done"))
                : Uni.createFrom().voidItem().invoke(() -> done.add(pieces));
    }
}
