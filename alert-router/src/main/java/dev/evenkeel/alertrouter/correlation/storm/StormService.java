package dev.evenkeel.alertrouter.correlation.storm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.correlation.storm.StormStore.RouteCount;
import dev.evenkeel.alertrouter.incident.Severity;
import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.DeliveryService;
import dev.evenkeel.alertrouter.notification.Notification;
import dev.evenkeel.alertrouter.suppression.HeldBack;
import dev.evenkeel.alertrouter.suppression.HoldBackSource;
import dev.evenkeel.alertrouter.suppression.SuppressionReason;
import dev.evenkeel.platform.configuration.LiveConfiguration;

import static java.util.stream.Collectors.toMap;

/**
 * Notices storms, leaves the groups that begin within one to the digest, and tells the digests. A digest that no integration of
 * the receiver took is tried again half a minute later.
 */
@ApplicationScoped
public class StormService implements HoldBackSource {

    /** Incidents of a storm that are older than this are told as any other. */
    private static final Duration LONGEST = Duration.ofDays(7);

    private final LiveConfiguration<RouterConfig> configuration;
    private final StormStore storms;
    private final DeliveryService deliveries;
    private final Clock clock;

    StormService(
            LiveConfiguration<RouterConfig> configuration, StormStore storms, DeliveryService deliveries, Clock clock) {
        this.configuration = configuration;
        this.storms = storms;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public Uni<Map<Long, SuppressionReason>> heldBack(Instant now, Collection<Looked> groups) {
        List<UUID> ids = groups.stream().map(Looked::group).toList();
        return weather(now, ids)
                .map(weather -> groups.stream()
                        .filter(group -> weather.swallowing(group.group(), group.routeId())
                                .isPresent())
                        .flatMap(group -> group.alerts().stream())
                        .filter(alert -> !isCritical(alert))
                        .collect(toMap(Alert::fingerprint, alert -> SuppressionReason.STORM, (one, same) -> one)));
    }

    @Override
    public Uni<Optional<HeldBack>> why(Instant now, UUID group, String routeId, Alert alert) {
        if (isCritical(alert)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return weather(now, List.of(group))
                .map(weather -> weather.swallowing(group, routeId)
                        .map(storm -> new HeldBack(
                                SuppressionReason.STORM,
                                "it is one of too many, and told in the digests of " + storm.inWords(),
                                Optional.empty())));
    }

    /**
     * What there is of storms.
     *
     * @param opened when the incident of each group was opened
     */
    private record Weather(List<Storm> inForce, Map<UUID, Instant> opened) {

        Optional<Storm> swallowing(UUID group, String routeId) {
            return Storm.swallowing(inForce, routeId, Optional.ofNullable(opened.get(group)));
        }
    }

    private Uni<Weather> weather(Instant now, List<UUID> groups) {
        var calm = new Weather(List.of(), Map.of());
        if (rules().off()) {
            return Uni.createFrom().item(calm);
        }
        return storms.inForce(now.minus(LONGEST))
                .flatMap(inForce -> inForce.isEmpty()
                        ? Uni.createFrom().item(calm)
                        : storms.openedAt(groups).map(opened -> new Weather(inForce, opened)));
    }

    private static boolean isCritical(Alert alert) {
        return Severity.of(alert.labels().get("severity")) == Severity.CRITICAL;
    }

    StormRules rules() {
        return configuration.current().feature(StormRules.class);
    }

    /** Begins, ends and tells storms; those that last when nothing counts as one any more end then. */
    Uni<Void> watch() {
        StormRules rules = rules();
        Instant now = clock.instant();
        Uni<Void> noticed = rules.off() ? storms.endAll(now) : notice(rules, now);
        return noticed.chain(() -> storms.claimDigests(rules.digestEvery(), now))
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(storm -> tell(storm, now))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private Uni<Void> notice(StormRules rules, Instant now) {
        return storms.detect(rules, configuration.current().route().options().receiver(), now);
    }

    /** The storms that last at this very moment, for whoever would rather not tell of their incidents. */
    public Uni<List<Storm>> lasting() {
        StormRules rules = rules();
        return rules.off()
                ? Uni.createFrom().item(List.of())
                : notice(rules, clock.instant()).chain(storms::lasting);
    }

    /** What was opened since then may have begun a storm. */
    public Instant beginningOf(Storm storm) {
        return storm.beganAt().minus(rules().window());
    }

    private Uni<Void> tell(Storm storm, Instant now) {
        return storms.content(storm, storm.beganAt()).flatMap(content -> {
            Notification digest = new StormDigest(storm, content).notification(now);
            return Multi.createFrom()
                    .iterable(configuration.current().integrations(storm.receiver()))
                    .onItem()
                    .transformToUniAndConcatenate(integration -> deliveries.attempt(integration, digest))
                    .collect()
                    .asList()
                    .flatMap(results ->
                            results.isEmpty() || results.stream().anyMatch(DeliveryResult.Delivered.class::isInstance)
                                    ? storms.told(storm, now)
                                    : Uni.createFrom().voidItem());
        });
    }

    /**
     * A storm as one alert, which says how many incidents there are of it, those that began it included; empty if it is not
     * known any more.
     */
    public Uni<Optional<Alert>> inOneAlert(UUID id) {
        return storms.find(id)
                .flatMap(found -> found.map(storm -> storms.content(storm, beginningOf(storm))
                                .map(content -> Optional.of(new StormDigest(storm, content).alert(clock.instant()))))
                        .orElseGet(() -> Uni.createFrom().item(Optional.<Alert>empty())));
    }

    /** Storms that last and past ones, the newest first. */
    Uni<List<Storm>> latest(int limit) {
        return storms.latest(limit);
    }

    /** Routes of which incidents were opened within the window that ends now, those with the most first. */
    Uni<List<RouteCount>> openedLately() {
        return storms.openedSince(clock.instant().minus(rules().window()));
    }

    /** What the digest of a storm would say now. */
    Uni<String> summary(Storm storm) {
        return storms.content(storm, storm.beganAt())
                .map(content -> new StormDigest(storm, content).summary(clock.instant()));
    }
}
