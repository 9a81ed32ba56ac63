package dev.evenkeel.alertrouter.notification;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.content.ActionLinkSource;
import dev.evenkeel.alertrouter.tracing.TracingService;
import dev.evenkeel.platform.series.Labels;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class DeliveryServiceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    NotificationMetrics metrics;

    @Inject
    ActionLinkSource links;

    @Inject
    TracingService tracing;

    private record Slow(AttemptTime attemptTime) implements ChannelSettings {

        @Override
        public String kind() {
            return "slow";
        }

        @Override
        public boolean sendResolved() {
            return true;
        }
    }

    /** Takes everything, after a while. */
    private record SlowNotifier(Duration after) implements Notifier<Slow> {

        @Override
        public Class<Slow> settings() {
            return Slow.class;
        }

        @Override
        public Uni<DeliveryResult> deliver(Integration integration, Slow settings, Notification notification) {
            return Uni.createFrom()
                    .<DeliveryResult>item(new DeliveryResult.Delivered())
                    .onItem()
                    .delayIt()
                    .by(after);
        }
    }

    @Test
    void whatTakesLongerThanItsIntegrationHasTimeHasFailed() {
        DeliveryResult result = attempt(Duration.ofMinutes(1), Duration.ofMillis(20));

        assertThat(result)
                .isInstanceOfSatisfying(
                        DeliveryResult.Failed.class,
                        failed -> assertThat(failed.cause()).isEqualTo(FailureCause.DEADLINE_EXCEEDED));
    }

    @Test
    void whatTakesItsTimeIsWaitedFor() {
        assertThat(attempt(Duration.ofMillis(20), Duration.ofMinutes(1))).isEqualTo(new DeliveryResult.Delivered());
    }

    private DeliveryResult attempt(Duration taken, Duration given) {
        var deliveries = new DeliveryService(List.of(new SlowNotifier(taken)), List.of(), links, metrics, tracing);
        var integration = new Integration("team", 0, new Slow(new AttemptTime(given, given)));
        var notification = new Notification(
                UUID.randomUUID(),
                "team",
                "{}:{}",
                Labels.of("alertname", "Full"),
                NotificationReason.FIRST_NOTIFICATION,
                List.of());
        return deliveries.attempt(integration, notification).await().atMost(PATIENCE);
    }
}
