package dev.evenkeel.alertrouter.escalation;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.vertx.mutiny.sqlclient.Pool;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.grouping.DeliveryScheduler;
import dev.evenkeel.alertrouter.incident.IncidentService;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.oncall.OncallUnderTest;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** More replicas over the database of the service under test, each with files of its own. */
@ApplicationScoped
class ReplicasUnderTest {

    private final EscalationStore escalations;
    private final PageStore pages;
    private final RecipientService recipients;
    private final PageNotificationService notifications;
    private final IncidentService incidents;
    private final EscalationHandler handler;
    private final LeftOutService leftOut;
    private final StormEscalationService storms;
    private final DeliveryService deliveries;
    private final DeliveryScheduler turns;
    private final EscalationMetrics metrics;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;

    ReplicasUnderTest(
            EscalationStore escalations,
            PageStore pages,
            RecipientService recipients,
            PageNotificationService notifications,
            IncidentService incidents,
            EscalationHandler handler,
            LeftOutService leftOut,
            StormEscalationService storms,
            DeliveryService deliveries,
            DeliveryScheduler turns,
            EscalationMetrics metrics,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock) {
        this.escalations = escalations;
        this.pages = pages;
        this.recipients = recipients;
        this.notifications = notifications;
        this.incidents = incidents;
        this.handler = handler;
        this.leftOut = leftOut;
        this.storms = storms;
        this.deliveries = deliveries;
        this.turns = turns;
        this.metrics = metrics;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
    }

    /** What one replica escalates with. */
    record Replica(EscalationService escalation, PagingService paging, EscalationTask task) {}

    /** One with the files of the service under test. */
    Replica another() {
        return with(configuration, pages);
    }

    /** One that keeps its pages by a store of the test's. */
    Replica with(PageStore store) {
        return with(configuration, store);
    }

    /** One whose files are others. */
    Replica with(Map<String, String> files) {
        LiveConfiguration<RouterConfig> live = nothingInForce();
        assertThat(live.load(new TreeMap<>(files)).problems()).isEmpty();
        return with(live, pages);
    }

    /** One that was started with files that were refused. */
    Replica withoutConfiguration() {
        LiveConfiguration<RouterConfig> live = nothingInForce();
        live.load(new TreeMap<>(Map.of("alertmanager.yml", "route: none")));
        assertThat(live.status().loadedAt()).isNull();
        return with(live, pages);
    }

    private LiveConfiguration<RouterConfig> nothingInForce() {
        var reader = OncallUnderTest.reader(List.of(OncallUnderTest.file(), EscalationFile.file()));
        return new LiveConfiguration<>(reader, reader.read(List.of()), clock);
    }

    private Replica with(LiveConfiguration<RouterConfig> live, PageStore store) {
        var escalation =
                new EscalationService(escalations, store, recipients, incidents, handler, leftOut, live, pool, clock);
        var paging = new PagingService(
                store, escalations, notifications, incidents, leftOut, deliveries, turns, metrics, live, pool, clock);
        return new Replica(escalation, paging, new EscalationTask(storms, escalation, paging, live));
    }
}
