package dev.evenkeel.alertrouter.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.metrics.SharedMetricRegistries;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.notification.Announcement;
import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.Backoff;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.notification.FailureCause;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Sends reports: claims what is to be sent, hands each to its channel, and writes down what came of it. What a channel fails to
 * take is tried again, less and less often, for a day. A replica that is killed while sending leaves its claim to lapse, and
 * another sends the same under the same id.
 */
@ApplicationScoped
class ReportSendingService {

    /** Longer than any attempt takes, with the reading and writing around it; reports are in no hurry. */
    private static final Duration LEASE = AttemptTime.LONGEST.plusSeconds(30);

    private static final Duration LONGEST_TRIED = Duration.ofDays(1);
    private static final int AT_ONCE = 50;

    private static final Metadata ATTEMPTS = Metadata.builder()
            .withName("evenkeel_report_sending_attempts_total")
            .withDescription("Attempts to send a report")
            .build();

    private final DeliveryStore store;
    private final ReportStore reports;
    private final ReportTemplates templates;
    private final DeliveryService channels;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Clock clock;
    private final MetricRegistry metrics = SharedMetricRegistries.getOrCreate(MetricRegistry.APPLICATION_SCOPE);

    ReportSendingService(
            DeliveryStore store,
            ReportStore reports,
            ReportTemplates templates,
            DeliveryService channels,
            LiveConfiguration<RouterConfig> configuration,
            Clock clock) {
        this.store = store;
        this.reports = reports;
        this.templates = templates;
        this.channels = channels;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** Makes an attempt for each integration that is due. */
    Uni<Void> sendAll() {
        UUID claim = UUID.randomUUID();
        return store.claim(claim, AT_ONCE, now(), LEASE).flatMap(claimed -> {
            List<Uni<Void>> sent =
                    claimed.stream().map(delivery -> begun(delivery, claim)).toList();
            return sent.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : Uni.join().all(sent).andCollectFailures().replaceWithVoid();
        });
    }

    private Uni<Void> begun(Delivery delivery, UUID claim) {
        return send(delivery, claim).onFailure().recoverWithUni(failure -> {
            Log.warnf("Report %s is sent again when its claim lapses: %s", delivery.report(), failure);
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> send(Delivery delivery, UUID claim) {
        Optional<Integration> integration = configuration.current().integrations(delivery.receiver()).stream()
                .filter(each -> each.name().equals(delivery.integration()))
                .findFirst();
        if (integration.isEmpty()) {
            return refused(delivery, claim, "it is not configured any more");
        }
        return reports.find(delivery.report())
                .flatMap(found -> found.map(report -> attempt(delivery, integration.get(), report.content())
                                .flatMap(result -> concluded(delivery, claim, result)))
                        .orElseGet(() -> refused(delivery, claim, "the report is not there any more")));
    }

    /** Never fails: what cannot be rendered is tried again like what a channel did not take, and given up like it. */
    private Uni<DeliveryResult> attempt(Delivery delivery, Integration integration, ReportContent content) {
        return Uni.createFrom()
                .item(() -> announcement(delivery, content))
                .flatMap(announcement -> channels.announce(integration, announcement))
                .onFailure()
                .recoverWithItem(failure -> {
                    Log.errorf(failure, "Report %s cannot be rendered", delivery.report());
                    return new DeliveryResult.Failed("it cannot be rendered", FailureCause.OTHER, Optional.empty());
                });
    }

    private Announcement announcement(Delivery delivery, ReportContent content) {
        RenderedReport rendered = templates.render(content);
        return new Announcement(
                delivery.id(),
                delivery.receiver(),
                rendered.subject(),
                rendered.text(),
                rendered.html(),
                rendered.markdown(),
                reports.write(content));
    }

    private Uni<Void> concluded(Delivery delivery, UUID claim, DeliveryResult result) {
        return switch (result) {
            case DeliveryResult.Delivered _ -> {
                count("sent");
                yield store.conclude(delivery.id(), claim, Delivery.State.SENT, Optional.of(now()), "");
            }
            case DeliveryResult.Refused refused -> refused(delivery, claim, refused.why());
            case DeliveryResult.Failed failed -> failed(delivery, claim, failed);
        };
    }

    private Uni<Void> refused(Delivery delivery, UUID claim, String why) {
        count("refused");
        Log.errorf("%s/%s refused a report: %s", delivery.receiver(), delivery.integration(), why);
        return store.conclude(delivery.id(), claim, Delivery.State.REFUSED, Optional.empty(), why);
    }

    private Uni<Void> failed(Delivery delivery, UUID claim, DeliveryResult.Failed failed) {
        count("failed");
        Instant now = now();
        if (delivery.triedSince().plus(LONGEST_TRIED).isBefore(now)) {
            Log.errorf(
                    "%s/%s could not be sent a report for a day: %s",
                    delivery.receiver(), delivery.integration(), failed.why());
            return store.conclude(delivery.id(), claim, Delivery.State.GIVEN_UP, Optional.empty(), failed.why());
        }
        Log.warnf(
                "%s/%s could not be sent a report, it is tried again: %s",
                delivery.receiver(), delivery.integration(), failed.why());
        Duration pause = Backoff.afterFailure(
                delivery.attempts(), failed, ThreadLocalRandom.current().nextDouble());
        return store.retry(delivery.id(), claim, now.plus(pause), failed.why());
    }

    private void count(String outcome) {
        metrics.counter(ATTEMPTS, new Tag("outcome", outcome)).inc();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
