package dev.evenkeel.platform.query;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.query.engine.EvaluationTimes;
import dev.evenkeel.platform.query.promql.QueryException;
import dev.evenkeel.platform.query.promql.QueryException.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class QueryParametersTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "1767571200, 2026-01-05T00:00:00Z",
        "1767571200.1234, 2026-01-05T00:00:00.123Z",
        "1.7675712e9, 2026-01-05T00:00:00Z",
        "2026-01-05T00:00:00Z, 2026-01-05T00:00:00Z",
        "2026-01-05T01:00:00.5+01:00, 2026-01-05T00:00:00.500Z",
        "-292273086-05-16T16:47:06Z, 0001-01-01T00:00:00Z"
    })
    void aTimeIsSecondsOrADate(String text, Instant expected) {
        assertThat(of("time", text).time("time", Instant.EPOCH)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"now", "1e300", "1e999999999", "NaN", "Inf", "0x10", "1d", "2026-13-01T00:00:00Z", "--1", "1_0"})
    void aTimeThatIsNoneIsRefused(String text) {
        assertThat(refusal(() -> of("time", text).time("time", Instant.EPOCH)))
                .startsWith("invalid parameter \"time\": cannot parse \"" + text + "\" to a valid timestamp");
    }

    @Test
    void theFormComesBeforeTheAddress() {
        QueryParameters parameters =
                new QueryParameters(Map.of("query", List.of("1")), Map.of("query", List.of("2"), "time", List.of("3")));

        assertThat(parameters.query()).isEqualTo("1");
        assertThat(parameters.text("time")).isEqualTo("3");
    }

    @Test
    void aRangeOfElevenThousandStepsIsTheLongest() {
        assertThat(range("0", "11000", "1")).isEqualTo(new EvaluationTimes(0, 11_000_000, 1_000));
        assertThat(refusal(() -> range("0", "11001", "1")))
                .isEqualTo("exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query"
                        + " resolution (?step=XX)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    10 | 0  | 1   | invalid parameter "end": end timestamp must not be before start time
                    0  | 10 | 0   | invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer
                    0  | 10 | -1  | invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer
                    0  | 10 | 0.0001 | invalid parameter "step": zero or negative query resolution step widths are not accepted. Try a positive integer
                    0  | 10 | x   | invalid parameter "step": cannot parse "x" to a valid duration: it must be a duration such as 30s, 5m or 1h30m, not 'x'
                    0  | 10 | 1e99 | invalid parameter "step": cannot parse "1e99" to a valid duration. It overflows int64
                    """)
    void aRangeThatMakesNoSenseIsRefused(String start, String end, String step, String reason) {
        assertThat(refusal(() -> range(start, end, step))).isEqualTo(reason);
    }

    @Test
    void aStepMayBeADuration() {
        assertThat(range("0", "3600", "1m30s").step()).isEqualTo(90_000);
    }

    @Test
    void aRequestMayShortenItsTimeoutOnly() {
        Duration longest = Duration.ofSeconds(30);

        assertThat(of("timeout", "5s").timeout(longest)).isEqualTo(Duration.ofSeconds(5));
        assertThat(of("timeout", "5m").timeout(longest)).isEqualTo(longest);
        assertThat(new QueryParameters(Map.of(), Map.of()).timeout(longest)).isEqualTo(longest);
    }

    @Property
    void anyTextIsATimeOrRefused(@ForAll String text) {
        try {
            assertThat(of("time", text).time("time", Instant.EPOCH)).isNotNull();
        } catch (QueryException e) {
            assertThat(e.kind()).isEqualTo(Kind.BAD_DATA);
        }
    }

    private static EvaluationTimes range(String start, String end, String step) {
        return new QueryParameters(
                        Map.of("start", List.of(start), "end", List.of(end), "step", List.of(step)), Map.of())
                .range();
    }

    private static QueryParameters of(String name, String value) {
        return new QueryParameters(Map.of(), Map.of(name, List.of(value)));
    }

    private static String refusal(Runnable reading) {
        QueryException error = catchThrowableOfType(QueryException.class, reading::run);
        assertThat(error.kind()).isEqualTo(Kind.BAD_DATA);
        return error.getMessage();
    }
}
