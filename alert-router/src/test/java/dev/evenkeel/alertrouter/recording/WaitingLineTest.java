package dev.evenkeel.alertrouter.recording;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WaitingLineTest {

    private final WaitingLine<String> line = new WaitingLine<>(3, 10);

    @Test
    void whoeverComesFirstIsHandedOutFirst() throws InterruptedException {
        line.offer("a", 1);
        line.offer("b", 1);

        assertThat(line.take()).contains("a");
        assertThat(line.take()).contains("b");
    }

    @Test
    void noMoreWaitThanMay() {
        line.offer("a", 1);
        line.offer("b", 1);
        line.offer("c", 1);

        assertThat(line.offer("d", 1)).isFalse();
        assertThat(line.size()).isEqualTo(3);
    }

    @Test
    void theyWeighNoMoreThanTheyMay() throws InterruptedException {
        line.offer("a", 8);

        assertThat(line.offer("b", 3)).isFalse();

        line.take();
        assertThat(line.offer("b", 3)).isTrue();
    }

    @Test
    void oneThatIsTooHeavyWaitsAlone() {
        assertThat(line.offer("a", 100)).isTrue();
        assertThat(line.offer("b", 1)).isFalse();
    }

    @Test
    void onceItIsClosedThoseWhoWaitAreHandedOutAndNobodyElse() throws InterruptedException {
        line.offer("a", 1);
        line.close();

        assertThat(line.offer("b", 1)).isFalse();
        assertThat(line.isOver()).isFalse();
        assertThat(line.take()).contains("a");
        assertThat(line.take()).isEmpty();
        assertThat(line.isOver()).isTrue();
    }

    @Test
    void nobodyIsWaitedForWithoutEnd() throws InterruptedException {
        assertThat(line.take(Duration.ofMillis(1))).isEmpty();
        assertThat(line.take(Duration.ofMillis(-1))).isEmpty();
    }
}
