package dev.evenkeel.alertrouter.report;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Finds what requests about reports name; what there is not is answered with 404. */
final class ReportParameters {

    private ReportParameters() {}

    static Uni<Report> existing(ReportService reports, String id) {
        return reports.find(RequestText.id("path:id", id, "the id of a report"))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("There is no report " + id)));
    }

    static ReportDefinition configured(ReportService reports, String name) {
        return reports.definition(name)
                .orElseThrow(() -> ProblemException.notFound("There is no report named '" + name + "'"));
    }
}
