package dev.evenkeel.alertrouter.correlation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.correlation.MergeRule.Apart;
import dev.evenkeel.alertrouter.correlation.MergeRule.Merge;
import dev.evenkeel.alertrouter.incident.Incident;
import dev.evenkeel.alertrouter.incident.Incident.Status;

import static org.assertj.core.api.Assertions.assertThat;

class MergeRuleTest {

    private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void theOlderOfTwoThatAreAsBadGoesOn() {
        Incident older = critical(HOUR, Duration.ZERO);
        Incident newer = critical(Duration.ZERO, Duration.ZERO);

        assertThat(rule(newer, older)).isEqualTo(new Merge(older, newer));
    }

    @Test
    void nothingCriticalIsMergedIntoWhatIsSnoozed() {
        assertThat(rule(critical(HOUR, HOUR), critical(Duration.ZERO, Duration.ZERO)))
                .isInstanceOf(Apart.class);
    }

    @Test
    void norIntoWhatIsSnoozedForLonger() {
        assertThat(rule(critical(HOUR, HOUR.plusMinutes(1)), critical(Duration.ZERO, HOUR)))
                .isInstanceOf(Apart.class);
    }

    @Test
    void whatIsSnoozedAsLongItselfIsMerged() {
        assertThat(rule(critical(HOUR, HOUR), critical(Duration.ZERO, HOUR))).isInstanceOf(Merge.class);
        assertThat(rule(critical(HOUR, Duration.ZERO), critical(Duration.ZERO, HOUR)))
                .isInstanceOf(Merge.class);
    }

    private static MergeRule rule(Incident one, Incident other) {
        return MergeRule.of(Optional.of(one), Optional.of(other));
    }

    /** @param snooze how much longer; zero if it is not snoozed */
    private static Incident critical(Duration age, Duration snooze) {
        return CriticalIncident.of(
                NOW.minus(age), Status.OPEN, snooze.isZero() ? Optional.empty() : Optional.of(NOW.plus(snooze)));
    }
}
