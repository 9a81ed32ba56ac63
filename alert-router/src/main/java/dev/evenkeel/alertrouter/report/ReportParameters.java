package dev.evenkeel.alertrouter.report;

import java.util.UUID;

import dev.evenkeel.platform.web.ProblemException;

/** Reads what requests about reports say. */
final class ReportParameters {

    private static final int LENGTH_OF_AN_ID = 36;

    private ReportParameters() {}

    static UUID id(String text) {
        try {
            if (text.length() == LENGTH_OF_AN_ID) {
                return UUID.fromString(text);
            }
        } catch (IllegalArgumentException notAnId) {
            // reported below, like an id of another length
        }
        throw ProblemException.invalid("path:id", "is '" + text + "'", "the id of a report");
    }
}
