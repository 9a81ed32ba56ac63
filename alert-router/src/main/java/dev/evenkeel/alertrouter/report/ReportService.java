package dev.evenkeel.alertrouter.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;
import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.notification.Integration;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/**
 * Makes reports when they are due, and when somebody wants one. A report and to whom it is to be sent are written in one
 * transaction, for a period once: a replica that comes second finds it there. After a time away only the last one that was
 * due is made. What was due before a report was configured as it is, is not.
 */
@ApplicationScoped
class ReportService {

    private final ReportContentService contents;
    private final ReportStore store;
    private final DeliveryStore deliveries;
    private final AuditService audit;
    private final LiveConfiguration<RouterConfig> configuration;
    private final Pool pool;
    private final Clock clock;
    private final Duration kept;

    ReportService(
            ReportContentService contents,
            ReportStore store,
            DeliveryStore deliveries,
            AuditService audit,
            LiveConfiguration<RouterConfig> configuration,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.history-kept", defaultValue = "400d") Duration kept) {
        this.contents = contents;
        this.store = store;
        this.deliveries = deliveries;
        this.audit = audit;
        this.configuration = configuration;
        this.pool = pool;
        this.clock = clock;
        this.kept = kept;
    }

    /** Reports as they are configured. */
    List<ReportDefinition> definitions() {
        return List.copyOf(
                configuration.current().feature(Reports.class).byName().values());
    }

    /** @throws ProblemException 404 when no report is configured under this name */
    ReportDefinition configured(String name) {
        return Optional.ofNullable(
                        configuration.current().feature(Reports.class).byName().get(name))
                .orElseThrow(() -> ProblemException.notFound("There is no report named '" + name + "'"));
    }

    /** Makes every report that is due and not there. One that cannot be made is tried again with the next turn. */
    Uni<Void> makeDue() {
        Instant now = now();
        return Multi.createFrom()
                .iterable(definitions())
                .onItem()
                .transformToUniAndConcatenate(definition -> makeOrComplain(definition, now))
                .collect()
                .asList()
                .chain(() -> store.forget(now.minus(kept)));
    }

    private Uni<Void> makeOrComplain(ReportDefinition definition, Instant now) {
        return makeIfDue(definition, now).onFailure().recoverWithUni(failure -> {
            Log.errorf(failure, "Report '%s' cannot be made", definition.name());
            return Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> makeIfDue(ReportDefinition definition, Instant now) {
        ReportSchedule.Due due = definition.schedule().lastDue(now);
        return store.knownSince(definition, now)
                .flatMap(since -> due.at().isBefore(since)
                        ? Uni.createFrom().item(true)
                        : store.isMade(definition.name(), due.period()))
                .flatMap(nothingToDo -> nothingToDo
                        ? Uni.createFrom().voidItem()
                        : contents.make(definition, due)
                                .map(content -> new Report(UUID.randomUUID(), Report.Cause.SCHEDULED, "", now, content))
                                .flatMap(report -> pool.withTransaction(
                                        transaction -> add(transaction, report, definition, now))));
    }

    private Uni<Void> add(SqlConnection transaction, Report report, ReportDefinition definition, Instant now) {
        return store.add(transaction, report)
                .flatMap(ours -> ours
                        ? deliveries.add(transaction, deliveries(report, definition, now))
                        : Uni.createFrom().voidItem());
    }

    private List<Delivery> deliveries(Report report, ReportDefinition definition, Instant now) {
        return definition.receivers().stream()
                .flatMap(receiver -> configuration.current().integrations(receiver).stream())
                .filter(integration ->
                        ReportReader.CHANNELS.contains(integration.settings().kind()))
                .map(integration -> delivery(report, integration, now))
                .toList();
    }

    private static Delivery delivery(Report report, Integration integration, Instant now) {
        return new Delivery(
                UUID.randomUUID(),
                report.id(),
                integration.receiver(),
                integration.name(),
                Delivery.State.PENDING,
                0,
                now,
                now,
                Optional.empty(),
                "");
    }

    /** What a report would say that is about the last whole period; nothing is kept or sent. */
    Uni<Report> preview(ReportDefinition definition, Actor by) {
        Instant now = now();
        return contents.make(definition, definition.schedule().lastDue(now))
                .map(content -> new Report(UUID.randomUUID(), Report.Cause.ASKED, by.name(), now, content));
    }

    /** Makes a report about the last whole period and has it sent, whether or not that was done before. */
    Uni<Report> send(ReportDefinition definition, Actor by) {
        return preview(definition, by)
                .call(report ->
                        pool.withTransaction(transaction -> add(transaction, report, definition, report.madeAt())
                                .chain(() -> audit.record(
                                        transaction,
                                        by,
                                        AuditedAction.done(
                                                "report.send",
                                                "report",
                                                report.id().toString(),
                                                "sent '" + definition.name() + "' about "
                                                        + report.content().firstDay() + " to "
                                                        + report.content().lastDay())))));
    }

    /** Has a report sent anew to whoever refused it, or failed to take it for as long as it was tried. */
    Uni<Void> retry(Report report, Actor by) {
        return pool.withTransaction(transaction -> deliveries
                .retryAll(transaction, report.id(), now())
                .flatMap(again -> again == 0
                        ? Uni.createFrom().voidItem()
                        : audit.record(
                                transaction,
                                by,
                                AuditedAction.done(
                                        "report.retry",
                                        "report",
                                        report.id().toString(),
                                        "has '" + report.name() + "' sent again to " + again
                                                + " that did not take it"))));
    }

    /** Newest first. */
    Uni<List<Report>> list(Optional<ReportKey> after, int most) {
        return store.list(after, most);
    }

    /** Fails with 400 when this is not an id, and with 404 when there is no such report. */
    Uni<Report> existing(String id) {
        return store.find(RequestText.id("path:id", id, "the id of a report"))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no report " + id)));
    }

    /** To whom reports are or were sent. */
    Uni<List<Delivery>> deliveriesOf(List<Report> reports) {
        return deliveries.of(reports.stream().map(Report::id).toList());
    }

    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
