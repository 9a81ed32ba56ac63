package dev.evenkeel.capacity.forecast;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

class ForecasterTest {

    @Test
    void aFillingDiskGoesOnFilling() {
        double[] disk = series(240, t -> 1000 + 5.0 * t);

        Projection forecast = new Forecaster(24, 0.9).forecast(disk, 100);

        assertThat(forecast.median()[99]).isCloseTo(1000 + 5.0 * 339, within(25.0));
    }

    @Test
    void aDailyRhythmGoesOn() {
        double[] load = series(24 * 14, ForecasterTest::daily);

        Projection forecast = new Forecaster(24, 0.9).forecast(load, 48);

        for (int h = 0; h < 48; h++) {
            assertThat(forecast.median()[h]).isCloseTo(daily(24 * 14 + h), within(3.0));
        }
    }

    @Test
    void aGapOverADayLosesNeitherTheRhythmNorTheLevel() {
        double[] load = series(24 * 14, ForecasterTest::daily);
        Arrays.fill(load, 24 * 10 + 3, 24 * 11 + 9, Double.NaN);

        Projection forecast = new Forecaster(24, 0.9).forecast(load, 24);

        for (int h = 0; h < 24; h++) {
            assertThat(forecast.median()[h]).isCloseTo(daily(24 * 14 + h), within(4.0));
        }
    }

    @Test
    void aConstantStaysWhatItIs() {
        Projection forecast = new Forecaster(24, 0.9).forecast(series(500, t -> 42), 24);

        assertThat(forecast.median()).containsOnly(new double[] {42}, within(1e-6));
    }

    @Test
    void theSameHistoryGivesTheSameForecast() {
        double[] load = series(300, t -> daily(t) + t % 7);

        Projection one = new Forecaster(24, 0.9).forecast(load, 24);
        Projection other = new Forecaster(24, 0.9).forecast(load, 24);

        assertThat(one.median()).isEqualTo(other.median());
        assertThat(one.upper()).isEqualTo(other.upper());
    }

    @Test
    void aHistoryOfNothingIsRefused() {
        assertThatThrownBy(() -> new Forecaster(1, 0.9).forecast(new double[] {Double.NaN}, 3))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void everyForecastIsFiniteAndInOrder(
            @ForAll("histories") double[] history,
            @ForAll @IntRange(min = 1, max = 30) int period,
            @ForAll @IntRange(min = 1, max = 60) int horizon) {
        Projection forecast = new Forecaster(period, 0.9).forecast(history, horizon);

        assertThat(forecast.median()).hasSize(horizon);
        for (int h = 0; h < horizon; h++) {
            assertThat(forecast.median()[h]).isFinite();
            assertThat(forecast.lower()[h]).isFinite().isLessThanOrEqualTo(forecast.median()[h]);
            assertThat(forecast.upper()[h]).isFinite().isGreaterThanOrEqualTo(forecast.median()[h]);
        }
    }

    @Provide
    Arbitrary<double[]> histories() {
        Arbitrary<Double> value = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just(0.0)),
                Tuple.of(8, Arbitraries.doubles().between(-1000, 1000)),
                Tuple.of(8, Arbitraries.doubles().between(0, 10)),
                Tuple.of(2, Arbitraries.of(Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-300)),
                Tuple.of(3, Arbitraries.just(Double.NaN)));
        return value.array(double[].class)
                .ofMinSize(1)
                .ofMaxSize(150)
                .filter(history -> Arrays.stream(history).anyMatch(Double::isFinite));
    }

    private static double daily(double t) {
        return 100 + 40 * Math.sin(2 * Math.PI * t / 24);
    }

    private static double[] series(int length, IntToDoubleFunction value) {
        return IntStream.range(0, length).mapToDouble(value).toArray();
    }
}
