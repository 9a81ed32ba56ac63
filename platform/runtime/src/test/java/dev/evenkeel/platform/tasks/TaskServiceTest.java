package dev.evenkeel.platform.tasks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TaskServiceTest {

    private final SlowTask task = new SlowTask();
    private final TaskService tasks = new TaskService(List.of(task), null, false);

    @Test
    void aTaskThatIsRunningIsNotStartedASecondTime() {
        run();

        UniAssertSubscriber<Boolean> second = run();

        second.assertCompleted().assertItem(false);
        assertThat(task.rounds).hasSize(1);
    }

    @Test
    void aTaskRunsAgainWhenItsRoundHasEnded() {
        UniAssertSubscriber<Boolean> first = run();
        task.rounds.getFirst().complete(null);

        run();

        first.assertItem(true);
        assertThat(task.rounds).hasSize(2);
    }

    @Test
    void aRoundGoesOnWhenWhoeverAskedForItHangsUp() {
        run().cancel();

        UniAssertSubscriber<Boolean> second = run();

        assertThat(task.cancelled).isZero();
        second.assertItem(false);
    }

    @Test
    void aRoundThatNobodyWaitsForMakesWayForTheNextWhenItEnds() {
        run().cancel();
        task.rounds.getFirst().complete(null);

        run();

        assertThat(task.rounds).hasSize(2);
    }

    @Test
    void aRoundThatFailsWhenNobodyWaitsForItMakesWayForTheNext() {
        run().cancel();
        task.rounds.getFirst().fail(new IllegalStateException("the database is away"));

        run();

        assertThat(task.rounds).hasSize(2);
    }

    @Test
    void aRoundThatFailsTellsWhoeverAskedForIt() {
        UniAssertSubscriber<Boolean> asker = run();

        task.rounds.getFirst().fail(new IllegalStateException("the database is away"));

        asker.assertFailedWith(IllegalStateException.class, "the database is away");
    }

    @Test
    void tasksThatAreDueTogetherStartAfterOneAnotherWithinASecond() {
        Map<String, Duration> offsets = TaskService.offsets(List.of("a", "b", "c"));

        assertThat(offsets)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of("a", Duration.ofMillis(250), "b", Duration.ofMillis(500), "c", Duration.ofMillis(750)));
    }

    private UniAssertSubscriber<Boolean> run() {
        return tasks.run("slow").orElseThrow().subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    /** Ends when the test says so. */
    private static final class SlowTask implements Task {

        private final List<UniEmitter<? super Void>> rounds = new ArrayList<>();
        private int cancelled;

        @Override
        public String name() {
            return "slow";
        }

        @Override
        public Duration interval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Uni<Void> run() {
            return Uni.createFrom().<Void>emitter(rounds::add).onCancellation().invoke(() -> cancelled++);
        }
    }
}
