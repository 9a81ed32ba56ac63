package dev.evenkeel.alertrouter.correlation;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.AlertScore.Outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class AlertScoreTest {

    private static final Outcomes TEAM = new Outcomes(50, 30, 18);

    @Test
    void withoutAnyHistoryNothingIsKnown() {
        assertThat(AlertScore.of(Outcomes.NONE, Outcomes.NONE, Outcomes.NONE).value())
                .isEqualTo(0.5);
    }

    @Test
    void anAlertThatIsAlwaysTakenOnScoresHigherThanOneThatNobodyLooksAt() {
        AlertScore taken = AlertScore.of(new Outcomes(20, 0, 0), new Outcomes(20, 0, 0), TEAM);
        AlertScore ignored = AlertScore.of(new Outcomes(0, 15, 5), new Outcomes(0, 15, 5), TEAM);

        assertThat(taken.value()).isGreaterThan(0.9);
        assertThat(ignored.value()).isLessThan(0.1);
    }

    @Test
    void oneIncidentSaysLittle() {
        AlertScore once = AlertScore.of(new Outcomes(0, 1, 0), new Outcomes(0, 1, 0), TEAM);

        assertThat(once.value()).isCloseTo(0.36, within(0.02));
    }

    @Test
    void itSaysWhatItIsMadeOf() {
        AlertScore score = AlertScore.of(new Outcomes(1, 2, 3), new Outcomes(4, 5, 6), TEAM);

        assertThat(score.because())
                .isEqualTo("Of 6 incidents with this alert here 1 were taken on, 2 ignored, 3 over by themselves; of 15"
                        + " incidents with alerts of this name 4 were taken on; of all 98, 51 %");
    }
}
