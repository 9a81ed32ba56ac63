package dev.evenkeel.alertrouter.report;

import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.tasks.Task;

/** Makes reports that are due, and sends what is to be sent, whether or not any could be made. */
@ApplicationScoped
class ReportTask implements Task {

    private final ReportService reports;
    private final ReportSendingService sending;

    ReportTask(ReportService reports, ReportSendingService sending) {
        this.reports = reports;
        this.sending = sending;
    }

    @Override
    public String name() {
        return "send-reports";
    }

    @Override
    public Duration interval() {
        return Duration.ofSeconds(30);
    }

    @Override
    public Uni<Void> run() {
        return reports.makeDue().eventually(sending::sendAll);
    }
}
