package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Fingerprints;

import static dev.evenkeel.alertrouter.notification.NotificationReason.ALL_ALERTS_RESOLVED;
import static dev.evenkeel.alertrouter.notification.NotificationReason.FIRST_NOTIFICATION;
import static dev.evenkeel.alertrouter.notification.NotificationReason.NEW_ALERTS_IN_GROUP;
import static dev.evenkeel.alertrouter.notification.NotificationReason.NEW_RESOLVED_ALERTS;
import static dev.evenkeel.alertrouter.notification.NotificationReason.REPEAT_INTERVAL_ELAPSED;
import static org.assertj.core.api.Assertions.assertThat;

class DeduplicationTest {

    private static final Instant TOLD = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration REPEAT = Duration.ofHours(4);
    private static final Fingerprints NONE = Fingerprints.none();

    @Test
    void nobodyIsToldOfAGroupThatWasResolvedBeforeItsFirstNotification() {
        assertThat(decide(Optional.empty(), NONE, Fingerprints.of(1), true)).isEmpty();
    }

    @Test
    void theFirstFiringAlertsAreTold() {
        assertThat(decide(Optional.empty(), Fingerprints.of(1), NONE, true)).contains(FIRST_NOTIFICATION);
    }

    @Test
    void anAlertThatWasNotFiringBeforeIsTold() {
        assertThat(decide(told(Fingerprints.of(1), NONE), Fingerprints.of(1, 2), NONE, true))
                .contains(NEW_ALERTS_IN_GROUP);
    }

    @Test
    void firingAgainAfterAllWasResolvedIsAFirstNotification() {
        assertThat(decide(told(NONE, Fingerprints.of(1)), Fingerprints.of(1), NONE, true))
                .contains(FIRST_NOTIFICATION);
    }

    @Test
    void theEndIsToldEvenToThoseWhoDoNotWantResolvedAlertsSoThatTheLogIsCleared() {
        assertThat(decide(told(Fingerprints.of(1), NONE), NONE, Fingerprints.of(1), false))
                .contains(ALL_ALERTS_RESOLVED);
    }

    @Test
    void theEndIsToldOnce() {
        assertThat(decide(told(NONE, Fingerprints.of(1)), NONE, Fingerprints.of(1), true))
                .isEmpty();
    }

    @Test
    void oneResolvedAmongFiringAlertsIsToldOnlyToThoseWhoWantIt() {
        assertThat(decide(told(Fingerprints.of(1, 2), NONE), Fingerprints.of(1), Fingerprints.of(2), true))
                .contains(NEW_RESOLVED_ALERTS);
        assertThat(decide(told(Fingerprints.of(1, 2), NONE), Fingerprints.of(1), Fingerprints.of(2), false))
                .isEmpty();
    }

    @Test
    void anUnchangedGroupIsRepeatedOnlyAfterTheRepeatInterval() {
        assertThat(decideAt(TOLD.plus(REPEAT))).isEmpty();
        assertThat(decideAt(TOLD.plus(REPEAT).plusMillis(1))).contains(REPEAT_INTERVAL_ELAPSED);
    }

    private static Optional<LogEntry> told(Fingerprints firing, Fingerprints resolved) {
        return Optional.of(new LogEntry(firing, resolved, TOLD, NONE));
    }

    private static Optional<NotificationReason> decide(
            Optional<LogEntry> told, Fingerprints firing, Fingerprints resolved, boolean sendResolved) {
        return Deduplication.decide(told, firing, resolved, sendResolved, REPEAT, TOLD.plusSeconds(60));
    }

    private static Optional<NotificationReason> decideAt(Instant now) {
        return Deduplication.decide(told(Fingerprints.of(1), NONE), Fingerprints.of(1), NONE, true, REPEAT, now);
    }
}
