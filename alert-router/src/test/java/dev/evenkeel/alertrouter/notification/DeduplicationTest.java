package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static dev.evenkeel.alertrouter.notification.NotificationReason.ALL_ALERTS_RESOLVED;
import static dev.evenkeel.alertrouter.notification.NotificationReason.FIRST_NOTIFICATION;
import static dev.evenkeel.alertrouter.notification.NotificationReason.NEW_ALERTS_IN_GROUP;
import static dev.evenkeel.alertrouter.notification.NotificationReason.NEW_RESOLVED_ALERTS;
import static dev.evenkeel.alertrouter.notification.NotificationReason.REPEAT_INTERVAL_ELAPSED;
import static org.assertj.core.api.Assertions.assertThat;

class DeduplicationTest {

    private static final Instant TOLD = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(4);
    private static final Set<Long> NONE = Set.of();

    @Test
    void nobodyIsToldOfAGroupThatWasResolvedBeforeItsFirstNotification() {
        assertThat(decide(Optional.empty(), NONE, Set.of(1L), true)).isEmpty();
    }

    @Test
    void theFirstFiringAlertsAreTold() {
        assertThat(decide(Optional.empty(), Set.of(1L), NONE, true)).contains(FIRST_NOTIFICATION);
    }

    @Test
    void anAlertThatWasNotFiringBeforeIsTold() {
        assertThat(decide(told(Set.of(1L), NONE), Set.of(1L, 2L), NONE, true)).contains(NEW_ALERTS_IN_GROUP);
    }

    @Test
    void firingAgainAfterAllWasResolvedIsAFirstNotification() {
        assertThat(decide(told(NONE, Set.of(1L)), Set.of(1L), NONE, true)).contains(FIRST_NOTIFICATION);
    }

    @Test
    void theEndIsToldEvenToThoseWhoDoNotWantResolvedAlertsSoThatTheLogIsCleared() {
        assertThat(decide(told(Set.of(1L), NONE), NONE, Set.of(1L), false)).contains(ALL_ALERTS_RESOLVED);
    }

    @Test
    void theEndIsToldOnce() {
        assertThat(decide(told(NONE, Set.of(1L)), NONE, Set.of(1L), true)).isEmpty();
    }

    @Test
    void oneResolvedAmongFiringAlertsIsToldOnlyToThoseWhoWantIt() {
        assertThat(decide(told(Set.of(1L, 2L), NONE), Set.of(1L), Set.of(2L), true))
                .contains(NEW_RESOLVED_ALERTS);
        assertThat(decide(told(Set.of(1L, 2L), NONE), Set.of(1L), Set.of(2L), false))
                .isEmpty();
    }

    @Test
    void anUnchangedGroupIsRepeatedOnlyAfterTheRepeatInterval() {
        assertThat(decideAt(TOLD.plus(REPEAT))).isEmpty();
        assertThat(decideAt(TOLD.plus(REPEAT).plusMillis(1))).contains(REPEAT_INTERVAL_ELAPSED);
    }

    private static Optional<LogEntry> told(Set<Long> firing, Set<Long> resolved) {
        return Optional.of(new LogEntry(firing, resolved, TOLD, Set.of()));
    }

    private static Optional<NotificationReason> decide(
            Optional<LogEntry> told, Set<Long> firing, Set<Long> resolved, boolean sendResolved) {
        return Deduplication.decide(told, firing, resolved, sendResolved, REPEAT, TOLD.plusSeconds(60));
    }

    private static Optional<NotificationReason> decideAt(Instant now) {
        return Deduplication.decide(told(Set.of(1L), NONE), Set.of(1L), NONE, true, REPEAT, now);
    }
}
