package dev.evenkeel.platform.web;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemTest {

    @Test
    void aProblemSaysWhatIsWrongWhereAndWhatIsAllowed() {
        Problem problem = Problem.invalid("/rules/2/for", "'soon' is not a duration", "for example 5m");

        String json = ProblemJson.write(problem.at("/api/v1/rules").with("correlationId", "abc"));

        assertThat(json)
                .isEqualTo("{\"type\":\"/problems/invalid-request\",\"title\":\"The request is not valid\","
                        + "\"status\":400,\"detail\":\"/rules/2/for: 'soon' is not a duration; allowed: for example 5m\","
                        + "\"instance\":\"/api/v1/rules\",\"errors\":[{\"where\":\"/rules/2/for\","
                        + "\"what\":\"'soon' is not a duration\",\"allowed\":\"for example 5m\"}],"
                        + "\"correlationId\":\"abc\"}");
    }

    @Test
    void absentMembersAreLeftOut() {
        String json = ProblemJson.write(Problem.notFound("There is no silence 7"));

        assertThat(json)
                .isEqualTo("{\"type\":\"/problems/not-found\",\"title\":\"There is nothing here\",\"status\":404,"
                        + "\"detail\":\"There is no silence 7\"}");
    }

    @Test
    void extensionsMayBeNested() {
        Problem problem = Problem.conflict("Both exist").with("existing", List.of(Map.of("id", 7L, "open", true)));

        String json = ProblemJson.write(problem);

        assertThat(json).contains("\"existing\":[{").contains("\"id\":7").contains("\"open\":true");
    }

    @Test
    void anExtensionCannotPassForAStandardMember() {
        assertThatThrownBy(() -> Problem.conflict("x").with("status", 200))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void retryAfterIsWholeSecondsAndNeverZero() {
        assertThat(Problem.unavailable("x", Duration.ofMillis(10)).retryAfterSeconds())
                .contains("1");
        assertThat(Problem.unavailable("x", Duration.ofMillis(4001)).retryAfterSeconds())
                .contains("5");
        assertThat(Problem.conflict("x").retryAfterSeconds()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 418, 431, 451, 499, 500, 501, 502, 503, 504, 599})
    void everyErrorStatusHasAType(int status) {
        assertThat(ProblemType.ofStatus(status).status()).isEqualTo(status);
    }

    @Test
    void aThrownProblemCostsNoStackTrace() {
        assertThat(ProblemException.notFound("x").getStackTrace()).isEmpty();
    }
}
