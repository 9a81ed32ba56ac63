package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import dev.evenkeel.alertrouter.report.ReportSchedule.Monthly;
import dev.evenkeel.alertrouter.report.ReportSchedule.Weekly;

/**
 * A report in answers.
 *
 * @param cause {@code scheduled} or {@code asked}
 * @param askedBy {@code null} if nobody asked for it
 */
public record ReportView(
        UUID id,
        String name,
        String title,
        String cause,
        String askedBy,
        Instant from,
        Instant to,
        Instant madeAt,
        List<Sending> sendings) {

    /**
     * To whom it is sent.
     *
     * @param state {@code pending}, {@code sent}, {@code refused} or {@code given_up}
     * @param nextAttemptAt {@code null} unless it is pending
     * @param sentAt {@code null} until it was taken
     * @param problem what kept the last attempt from succeeding; {@code null} if nothing did
     */
    public record Sending(
            String receiver,
            String integration,
            String state,
            int attempts,
            Instant nextAttemptAt,
            Instant sentAt,
            String problem) {

        static Sending of(Delivery delivery) {
            return new Sending(
                    delivery.receiver(),
                    delivery.integration(),
                    DeliveryStore.text(delivery.state()),
                    delivery.attempts(),
                    delivery.state() == Delivery.State.PENDING ? delivery.dueAt() : null,
                    delivery.sentAt().orElse(null),
                    delivery.problem().isEmpty() ? null : delivery.problem());
        }
    }

    /** A report with all that it says. */
    public record Whole(ReportView report, ReportContent content) {}

    /** A report that is neither kept nor sent. */
    public record Preview(ReportContent content, RenderedReport rendered) {}

    /**
     * A report as it is configured.
     *
     * @param every {@code week} or {@code month}
     * @param day {@code monday}, or the day of the month
     * @param nextAt when it is due next
     */
    public record Definition(
            String name,
            String title,
            String every,
            String day,
            String time,
            String timeZone,
            List<String> receivers,
            Instant nextAt) {

        static Definition of(ReportDefinition definition, Instant now) {
            ReportSchedule schedule = definition.schedule();
            return new Definition(
                    definition.name(),
                    definition.title(),
                    switch (schedule) {
                        case Weekly _ -> "week";
                        case Monthly _ -> "month";
                    },
                    switch (schedule) {
                        case Weekly weekly -> weekly.day().name().toLowerCase(Locale.ROOT);
                        case Monthly monthly -> Integer.toString(monthly.day());
                    },
                    schedule.time().toString(),
                    schedule.zone().getId(),
                    definition.receivers(),
                    schedule.nextDue(now));
        }
    }

    static ReportView of(Report report, List<Delivery> deliveries) {
        return new ReportView(
                report.id(),
                report.name(),
                report.content().title(),
                report.cause().name().toLowerCase(Locale.ROOT),
                report.askedBy().isEmpty() ? null : report.askedBy(),
                report.content().from(),
                report.content().to(),
                report.madeAt(),
                deliveries.stream()
                        .filter(each -> each.report().equals(report.id()))
                        .map(Sending::of)
                        .toList());
    }
}
