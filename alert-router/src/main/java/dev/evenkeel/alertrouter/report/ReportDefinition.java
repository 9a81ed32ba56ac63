package dev.evenkeel.alertrouter.report;

import java.util.List;

import dev.evenkeel.alertrouter.analytics.IncidentFilter;

/**
 * A report as it is configured.
 *
 * @param name by which it is known; unique
 * @param title for people
 * @param receivers of {@code alertmanager.yml} that it is sent to; none if it is only to be read here
 * @param about the incidents and alerts that it is about; people and on-call are those of all
 */
record ReportDefinition(
        String name, String title, ReportSchedule schedule, List<String> receivers, IncidentFilter about) {

    ReportDefinition {
        receivers = List.copyOf(receivers);
    }
}
