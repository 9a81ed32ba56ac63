package dev.evenkeel.alertrouter.grouping;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.inbox.InboxSettings;
import dev.evenkeel.testing.TestTimers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DeliverySchedulerTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(1);

    private final TestTimers timers = new TestTimers();
    private final DeliveryScheduler turns = new DeliveryScheduler(timers, Clock.fixed(NOW, ZoneOffset.UTC));
    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theNextIsSentAsSoonAsTheLogOfTheOneBeforeIsOnItsWay() {
        var log = new CompletableFuture<Void>();
        CompletableFuture<DeliveryResult> first = passWithLogUnderWay("first", log);
        CompletableFuture<DeliveryResult> second = pass("second", answered(), logged());

        assertThat(second).isDone();
        assertThat(first).isNotDone();
        log.complete(null);
        assertThat(first.join()).isEqualTo(new DeliveryResult.Delivered());
    }

    @Test
    void nothingIsSentWhileThereAreTooManyWhoseLogIsOnItsWay() {
        List<CompletableFuture<Void>> logs = Stream.generate(CompletableFuture<Void>::new)
                .limit(DeliveryScheduler.MOST_UNLOGGED)
                .toList();
        List<CompletableFuture<DeliveryResult>> unlogged =
                logs.stream().map(log -> passWithLogUnderWay("unlogged", log)).toList();
        CompletableFuture<DeliveryResult> another = pass("another", answered(), logged());

        assertThat(another).isNotDone();
        logs.getLast().complete(null);

        assertThat(unlogged.getLast()).isDone();
        assertThat(another.join()).isEqualTo(new DeliveryResult.Delivered());
    }

    @Test
    void nothingIsSentWhileWhatWasSentBeforeIsNotOnItsWayIntoTheLog() {
        var firstLog = new CompletableFuture<Void>();
        CompletableFuture<DeliveryResult> first = pass("first", answered(), firstLog);
        CompletableFuture<DeliveryResult> second = pass("second", answered(), logged());

        List<String> meanwhile = List.copyOf(sent);
        firstLog.complete(null);

        assertThat(meanwhile).containsExactly("first");
        assertThat(first).isCompleted();
        assertThat(second).isCompleted();
        assertThat(sent).containsExactly("first", "second");
    }

    @Test
    void aReceiverThatDoesNotAnswerHoldsUpNobodyForLong() {
        var answerOfTheFirst = new CompletableFuture<DeliveryResult>();
        CompletableFuture<DeliveryResult> first = pass("slow", answerOfTheFirst, logged());
        CompletableFuture<DeliveryResult> second = pass("prompt", answered(), logged());
        boolean wasHeldUp = !second.isDone();
        timers.advance(DeliveryScheduler.PATIENCE);

        assertThat(wasHeldUp).isTrue();
        assertThat(second).isCompletedWithValue(new DeliveryResult.Delivered());
        assertThat(first).isNotDone();
    }

    @Test
    void aReceiverKnownToBeSlowWaitsForNobodyUntilItIsPromptAgain() {
        var slowAnswer = new CompletableFuture<DeliveryResult>();
        CompletableFuture<DeliveryResult> slow = pass("slow", slowAnswer, logged());
        timers.advance(DeliveryScheduler.PATIENCE);
        var logOfAnother = new CompletableFuture<Void>();
        CompletableFuture<DeliveryResult> another = pass("another", answered(), logOfAnother);

        pass("slow", answered(), logged()).join();
        slowAnswer.complete(new DeliveryResult.Delivered());
        slow.join();
        CompletableFuture<DeliveryResult> promptAgain = pass("slow", answered(), logged());

        assertThat(promptAgain).isNotDone();
        logOfAnother.complete(null);
        another.join();
        assertThat(promptAgain.join()).isEqualTo(new DeliveryResult.Delivered());
    }

    @Test
    void aLogThatFailsLetsTheNextThrough() {
        CompletableFuture<Void> broken = CompletableFuture.failedFuture(new IllegalStateException("no database"));

        assertThatThrownBy(() -> pass("first", answered(), broken).join()).hasMessageContaining("no database");
        assertThat(pass("second", answered(), logged()).join()).isEqualTo(new DeliveryResult.Delivered());
    }

    @Test
    void whatComesTooLateForItsClaimIsNotSent() {
        CompletableFuture<DeliveryResult> late = turns.deliver(
                        integration("late"),
                        NOW.minusSeconds(1),
                        () -> Uni.createFrom().failure(new AssertionError("was sent")),
                        (result, onItsWay) -> Uni.createFrom().voidItem())
                .subscribeAsCompletionStage();

        assertThatThrownBy(late::join).hasMessageContaining("too late");
    }

    private CompletableFuture<DeliveryResult> pass(
            String receiver, CompletableFuture<DeliveryResult> answer, CompletableFuture<Void> log) {
        return turns.deliver(
                        integration(receiver),
                        LATER,
                        () -> {
                            sent.add(receiver);
                            return Uni.createFrom().completionStage(answer);
                        },
                        (result, onItsWay) -> Uni.createFrom().completionStage(log))
                .subscribeAsCompletionStage();
    }

    private CompletableFuture<DeliveryResult> passWithLogUnderWay(String receiver, CompletableFuture<Void> log) {
        return turns.deliver(
                        integration(receiver),
                        LATER,
                        () -> Uni.createFrom().completionStage(answered()),
                        (result, onItsWay) -> {
                            onItsWay.run();
                            return Uni.createFrom().completionStage(log);
                        })
                .subscribeAsCompletionStage();
    }

    private static Integration integration(String receiver) {
        return new Integration(receiver, 0, new InboxSettings(true));
    }

    private static CompletableFuture<DeliveryResult> answered() {
        return CompletableFuture.completedFuture(new DeliveryResult.Delivered());
    }

    private static CompletableFuture<Void> logged() {
        return CompletableFuture.completedFuture(null);
    }
}
