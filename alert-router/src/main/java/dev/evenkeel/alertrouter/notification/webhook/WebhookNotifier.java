package dev.evenkeel.alertrouter.notification.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundResponse;

/** Posts notifications to programs. */
@ApplicationScoped
class WebhookNotifier implements Notifier<WebhookSettings> {

    private static final int LONGEST_EXCERPT = 200;

    private final OutboundHttp http;
    private final String externalUrl;
    private final Clock clock;

    WebhookNotifier(
            OutboundHttp http, @ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl, Clock clock) {
        this.http = http;
        this.externalUrl = externalUrl;
        this.clock = clock;
    }

    @Override
    public Class<WebhookSettings> settings() {
        return WebhookSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(WebhookSettings settings, Notification notification) {
        return Uni.createFrom()
                .deferred(() -> http.send(request(settings, notification)))
                .map(this::judge)
                .onFailure(OutboundException.class)
                .recoverWithItem(WebhookNotifier::judge);
    }

    private OutboundRequest request(WebhookSettings settings, Notification notification) {
        String body = WebhookPayloadJson.write(notification, settings.maxAlerts(), externalUrl);
        OutboundRequest request = OutboundRequest.post(
                        settings.url().reveal().strip(), "application/json", Buffer.buffer(body))
                // ours beyond Alertmanager: lets a receiver drop the one repeat that a kill can cause
                .header("Idempotency-Key", notification.id().toString())
                .timeout(timeout(settings));
        return settings.authorization()
                .header()
                .map(value -> request.header("Authorization", value))
                .orElse(request);
    }

    private static Duration timeout(WebhookSettings settings) {
        Duration asked = settings.timeout();
        boolean shorter = !asked.isZero() && asked.compareTo(DeliveryService.LONGEST_ATTEMPT) < 0;
        return shorter ? asked : DeliveryService.LONGEST_ATTEMPT;
    }

    private DeliveryResult judge(OutboundResponse response) {
        if (response.isSuccess()) {
            return new DeliveryResult.Delivered();
        }
        String why = "unexpected status code " + response.status() + excerpt(response);
        FailureCause cause = FailureCause.ofStatus(response.status());
        boolean later = response.status() / 100 == 5 || cause == FailureCause.RATE_LIMITED;
        return later
                ? new DeliveryResult.Failed(
                        why,
                        cause,
                        response.header("Retry-After").flatMap(wait -> RetryAfter.parse(wait, clock.instant())))
                : new DeliveryResult.Refused(why, cause);
    }

    private static String excerpt(OutboundResponse response) {
        String body = response.bodyText().strip();
        return body.isEmpty() ? "" : ": " + body.substring(0, Math.min(body.length(), LONGEST_EXCERPT));
    }

    private static DeliveryResult judge(OutboundException failure) {
        return switch (failure.reason()) {
            case INVALID_URL, REFUSED_BY_POLICY ->
                new DeliveryResult.Refused(failure.getMessage(), FailureCause.CLIENT_ERROR);
            case TIMEOUT ->
                new DeliveryResult.Failed(failure.getMessage(), FailureCause.DEADLINE_EXCEEDED, Optional.empty());
            case UNRESOLVED, CONNECT_FAILED, TLS, TOO_LARGE, TOO_MANY_REDIRECTS, PROTOCOL ->
                new DeliveryResult.Failed(failure.getMessage(), FailureCause.OTHER, Optional.empty());
        };
    }
}
