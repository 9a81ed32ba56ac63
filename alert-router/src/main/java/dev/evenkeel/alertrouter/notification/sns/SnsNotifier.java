package dev.evenkeel.alertrouter.notification.sns;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.notification.Notifier;
import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.ChannelRequest;
import dev.evenkeel.alertrouter.notification.http.HttpAnswer;
import dev.evenkeel.alertrouter.notification.http.RetryRule;
import dev.evenkeel.alertrouter.notification.sns.SnsSettings.Signing;

/** Publishes through SNS, as a role if the configuration names one. */
@ApplicationScoped
class SnsNotifier implements Notifier<SnsSettings> {

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final RetryRule RULE = RetryRule.COMMON.explainedBy(
            answer -> AssumedRole.element(answer.body(), "Message").orElse(""));

    private final ChannelHttp http;
    private final ContentService contents;
    private final Clock clock;
    private final AwsEnvironment environment;
    private final Map<Signing, AssumedRole> roles = new ConcurrentHashMap<>();

    @Inject
    SnsNotifier(ChannelHttp http, ContentService contents, Clock clock) {
        this(http, contents, clock, new AwsEnvironment(System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    SnsNotifier(ChannelHttp http, ContentService contents, Clock clock, AwsEnvironment environment) {
        this.http = http;
        this.contents = contents;
        this.clock = clock;
        this.environment = environment;
    }

    @Override
    public Class<SnsSettings> settings() {
        return SnsSettings.class;
    }

    @Override
    public Uni<DeliveryResult> deliver(Integration integration, SnsSettings settings, Notification notification) {
        Signing signing = settings.signing();
        if (signing.roleArn().isEmpty()) {
            return publish(settings, notification);
        }
        AssumedRole role = roles.get(signing);
        return role != null && clock.instant().plus(MARGIN).isBefore(role.endsAt())
                ? publish(settings, notification, role.credentials())
                : assume(settings).flatMap(answer -> publish(settings, notification, answer));
    }

    private Uni<HttpAnswer> assume(SnsSettings settings) {
        Signing signing = settings.signing();
        return http.send(settings, () -> {
            String region = environment.region(signing);
            return new AwsSignature(environment.credentials(signing), region, "sts")
                    .sign(
                            AssumedRole.request(
                                    signing, environment.url("sts", signing.fips() ? "sts-fips" : "sts", region)),
                            clock.instant());
        });
    }

    private Uni<DeliveryResult> publish(SnsSettings settings, Notification notification, HttpAnswer answer) {
        return AssumedRole.of(answer)
                .map(role -> {
                    roles.put(settings.signing(), role);
                    return publish(settings, notification, role.credentials());
                })
                .orElseGet(() -> Uni.createFrom()
                        .item(
                                answer.isSuccess()
                                        ? new DeliveryResult.Refused(
                                                "STS lent no credentials", FailureCause.AUTHENTICATION)
                                        : RULE.judge(answer)));
    }

    private Uni<DeliveryResult> publish(SnsSettings settings, Notification notification) {
        return send(settings, () -> request(settings, notification, environment.credentials(settings.signing())));
    }

    private Uni<DeliveryResult> publish(SnsSettings settings, Notification notification, AwsCredentials credentials) {
        return send(settings, () -> request(settings, notification, credentials));
    }

    private Uni<DeliveryResult> send(SnsSettings settings, Supplier<ChannelRequest> request) {
        return http.send(settings, request).map(RULE::judge);
    }

    private ChannelRequest request(SnsSettings settings, Notification notification, AwsCredentials credentials) {
        String region = environment.region(settings.signing());
        Instant now = clock.instant();
        return new AwsSignature(credentials, region, "sns")
                .sign(SnsMessage.of(settings, contents.of(notification), environment.url("sns", "sns", region)), now);
    }
}
