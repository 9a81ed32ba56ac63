package dev.evenkeel.capacity.sampling;

import java.util.Arrays;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.capacity.resource.Limit;
import dev.evenkeel.capacity.resource.Resource;
import dev.evenkeel.capacity.resource.ResourceExamples;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingTest {

    private static final Resource QUERIED =
            ResourceExamples.disk().limit(new Limit.Queried("size")).build();

    @Test
    void usageAndLimitAreOneNumberEach() {
        assertThat(Reading.of(QUERIED, Map.of("used", values(3), "size", values(10))))
                .isEqualTo(new Reading.Measured(3, 10));
    }

    @Test
    void aConstantLimitIsNotAskedFor() {
        Resource constant = ResourceExamples.disk().limit(new Limit.Constant(8)).build();

        assertThat(constant.expressions()).containsExactly("used");
        assertThat(Reading.of(constant, Map.of("used", values(3)))).isEqualTo(new Reading.Measured(3, 8));
    }

    @Test
    void severalNumbersAreNotAddedUpUnasked() {
        assertThat(reason(Reading.of(QUERIED, Map.of("used", values(1, 2), "size", values(10)))))
                .isEqualTo("'used' has 2 values; a resource is one number, which sum(), max() or avg() make of them");
    }

    @Test
    void noNumberIsNotZero() {
        assertThat(reason(Reading.of(QUERIED, Map.of("used", values(), "size", values(10)))))
                .isEqualTo("'used' has no value");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNoAmountIsNotStored(double value) {
        assertThat(reason(Reading.of(QUERIED, Map.of("used", values(value), "size", values(10)))))
                .contains("is no amount");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1})
    void aLimitOfNothingIsNoLimit(double limit) {
        assertThat(reason(Reading.of(QUERIED, Map.of("used", values(3), "size", values(limit)))))
                .contains("not above 0");
    }

    @Test
    void whatTheSourceSaysOfItsFailureIsPassedOn() {
        assertThat(reason(Reading.of(
                        QUERIED, Map.of("used", new Reading.Answer.Refused("timed out"), "size", values(10)))))
                .isEqualTo("timed out");
    }

    private static Reading.Answer values(double... values) {
        return new Reading.Answer.Values(Arrays.stream(values).boxed().toList());
    }

    private static String reason(Reading reading) {
        return ((Reading.Unreadable) reading).reason();
    }
}
