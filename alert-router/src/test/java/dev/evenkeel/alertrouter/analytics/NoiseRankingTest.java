package dev.evenkeel.alertrouter.analytics;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.analytics.NoiseRanking.Episodes;
import dev.evenkeel.alertrouter.analytics.NoiseRanking.Incidents;
import dev.evenkeel.alertrouter.analytics.NoiseRanking.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class NoiseRankingTest {

    private static final Duration BRIEF = Duration.ofMinutes(5);

    /** The places of durations among the bounds. */
    private static final int UP_TO_TWO_MINUTES = 1;

    private static final int UP_TO_AN_HOUR = 6;
    private static final int UP_TO_A_WEEK = 11;

    @Test
    void whatMakesMostNotificationsComesFirstAndOfEqualsWhatFiredMoreOften() {
        List<NoiseLine> lines = rank(
                Map.of("Quiet", lasting(UP_TO_AN_HOUR, 90), "Loud", lasting(UP_TO_AN_HOUR, 3)),
                Map.of(
                        "Loud", new Incidents(3, 3, 0, 12, 0),
                        "Quiet", new Incidents(1, 1, 0, 1, 0),
                        "Other", new Incidents(1, 1, 0, 1, 0)));

        assertThat(lines).extracting(NoiseLine::group).containsExactly("Loud", "Quiet", "Other");
    }

    @Test
    void fewEpisodesAreNotJudged() {
        List<NoiseLine> lines =
                rank(Map.of("Rare", lasting(UP_TO_TWO_MINUTES, 4)), Map.of("Rare", new Incidents(4, 0, 4, 4, 0)));

        assertThat(lines.getFirst().advice()).isEmpty();
    }

    @Test
    void whatIsMostlyOverByItselfIsToWaitBeforeItFires() {
        NoiseLine line = rank(
                        Map.of("Blip", lasting(UP_TO_TWO_MINUTES, 9).plus(UP_TO_AN_HOUR, 1, 0)),
                        Map.of("Blip", new Incidents(10, 8, 2, 10, 0)))
                .getFirst();

        assertThat(line.brief()).isEqualTo(9);
        assertThat(line.advice())
                .isEqualTo("Mostly over by itself: 90 % within 5m; let it last that long before it fires (for)");
    }

    @Test
    void whatComesAgainAndAgainFlaps() {
        NoiseLine line = rank(Map.of("Flap", Episodes.none().plus(UP_TO_AN_HOUR, 10, 8)), Map.of())
                .getFirst();

        assertThat(line.advice()).startsWith("Flaps: 80 % began again within an hour");
    }

    @Test
    void whatNobodyActsOnThoughPeopleAreWokenIsNotToBeEscalated() {
        NoiseLine line = rank(Map.of(), Map.of("Ignored", new Incidents(20, 2, 0, 20, 7)))
                .getFirst();

        assertThat(line.actedOnShare()).isEqualTo(0.1);
        assertThat(line.advice())
                .isEqualTo(
                        "Acted on in 10 % of its incidents though people are paged: lower its severity, or stop escalating it");
    }

    @Test
    void whatLastsForDaysIsATicket() {
        NoiseLine line =
                rank(Map.of("Disk", lasting(UP_TO_A_WEEK, 6)), Map.of()).getFirst();

        assertThat(line.advice()).startsWith("Half of them last a day or more");
    }

    @Test
    void theMedianLiesWithinItsBucketAsFarAsItsRank() {
        Episodes episodes = Episodes.none().plus(0, 1, 0).plus(2, 3, 0);

        // the second of four: a third of the way from 120 to 300 seconds
        assertThat(DurationBuckets.median(episodes.byDuration())).isCloseTo(180, within(1e-9));
        assertThat(DurationBuckets.median(Episodes.none().byDuration())).isNull();
    }

    private static Episodes lasting(int bucket, long count) {
        return Episodes.none().plus(bucket, count, 0);
    }

    private static List<NoiseLine> rank(Map<String, Episodes> episodes, Map<String, Incidents> incidents) {
        return NoiseRanking.of(Optional.of(episodes), incidents, BRIEF, Order.NOTIFICATIONS, 10);
    }
}
