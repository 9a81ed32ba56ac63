package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.DeliveryScheduler;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.TestClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;

/** Who is to be told is told once: through channels that fail, by replicas that die, by several at a time. */
@ServiceTest
class PagingTest extends EscalationScenario {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    EscalationStore escalations;

    @Inject
    PageStore pages;

    @Inject
    RecipientService recipients;

    @Inject
    PageNotificationService notifications;

    @Inject
    IncidentService incidents;

    @Inject
    DeliveryService deliveries;

    @Inject
    DeliveryScheduler turns;

    @Inject
    EscalationMetrics metrics;

    @Inject
    LiveConfiguration<RouterConfig> configuration;

    @Inject
    Pool pool;

    @Inject
    Clock clock;

    @Test
    void thePageIsAnAlertmanagerWebhookThatSaysWhy() {
        fire();

        HttpSink.Request page = sink.requests().stream()
                .filter(request -> request.path().endsWith("/anna-push"))
                .findFirst()
                .orElseThrow();

        assertThat(page.body())
                .contains("\"receiver\":\"anna-push\"", "\"notification_reason\":\"escalation\"", name)
                .contains("\"groupKey\":\"{}:{alertname=\\\"" + name + "\\\"}\"")
                .contains("\"groupLabels\":{\"alertname\":\"" + name + "\"}");
        assertThat(page.header("Idempotency-Key")).isPresent();
    }

    @Test
    void aChannelThatFailsIsTriedAgainAndHoldsUpNobody() {
        escalate("""
                policies: [{name: p, levels: [{targets: [{receiver: boss}, {receiver: ben-push}]}]}]
                rules: [{policy: p}]
                """);
        sink.answer(request -> HttpSink.Answer.status(request.path().endsWith("/boss") ? 503 : 200));
        fire();
        assertThat(told()).containsExactlyInAnyOrder("boss", "ben-push");

        sink.answer(HttpSink.Answer.status(200));
        moveBy(Duration.ofSeconds(2));

        assertThat(told()).containsExactly("boss");
        moveBy(Duration.ofMinutes(5));
        assertThat(told()).isEmpty();
        timeline()
                .body(
                        "text",
                        hasItem(containsString("boss/webhook[0] could not be told, it is tried again: unexpected")))
                .body("text", hasItem("boss/webhook[0] was told: L1 of p"));
    }

    @Test
    void ofAReplicaThatDiedBetweenClaimAndSendingAnotherTellsOnceUnderTheSameId() {
        openWithoutTelling();
        await(new EscalationService(escalations, pages, recipients, incidents, configuration, pool, clock)
                .advanceAll());
        List<Page> claimed = await(
                pages.claim(UUID.randomUUID(), List.of(), 100, TestClock.now(), Map.of(), Duration.ofSeconds(20)));
        assertThat(claimed).hasSize(3);

        moveBy(Duration.ofSeconds(19));
        assertThat(told()).isEmpty();
        moveBy(Duration.ofSeconds(2));

        assertThat(sink.requests())
                .extracting(request -> request.header("Idempotency-Key").orElseThrow())
                .isSubsetOf(claimed.stream().map(page -> page.id().toString()).toList());
        assertThat(told()).containsExactlyInAnyOrder("anna-push", "chat");
        moveBy(Duration.ofMinutes(1));
        assertThat(told()).isEmpty();
    }

    @Test
    void twoServicesOverOneDatabaseTellEverybodyOnce() {
        List<String> names = new ArrayList<>();
        StringBuilder alerts = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            names.add(name + "x" + i);
            alerts.append(i == 0 ? "[" : ",").append(firing(name + "x" + i));
        }
        RouterUnderTest.post(alerts.append("]").toString()).statusCode(200);
        RouterUnderTest.flush();
        List<Uni<Void>> replicas = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            var escalation =
                    new EscalationService(escalations, pages, recipients, incidents, configuration, pool, clock);
            var paging = new PagingService(
                    pages,
                    escalations,
                    notifications,
                    incidents,
                    deliveries,
                    turns,
                    metrics,
                    configuration,
                    pool,
                    clock);
            replicas.add(escalation
                    .advanceAll()
                    .chain(paging::tellAll)
                    .chain(escalation::advanceAll)
                    .chain(paging::tellAll));
        }

        await(Uni.join().all(replicas).andFailFast());
        run();
        run();

        for (String each : names) {
            assertThat(sink.requests().stream().filter(request -> request.body().contains('"' + each + '"')))
                    .extracting(request -> request.path().substring(1))
                    .containsExactlyInAnyOrder("anna-push", "chat");
        }
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
