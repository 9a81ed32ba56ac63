package dev.evenkeel.alertrouter.correlation.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AdjustedRandIndexTest {

    @Test
    void theSamePartitionUnderOtherNamesIsOne() {
        assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 1), List.of("b", "b", "a", "a")))
                .isEqualTo(1);
    }

    @Test
    void oneBigClusterIsNothing() {
        assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 1), List.of(7, 7, 7, 7)))
                .isZero();
    }

    /** The example that scikit-learn documents. */
    @Test
    void aPartitionThatIsPartlyRightIsBetween() {
        assertThat(AdjustedRandIndex.of(List.of(0, 0, 1, 2), List.of(0, 0, 1, 1)))
                .isEqualTo(0.5714, within(0.0001));
    }
}
