package dev.evenkeel.alertrouter.oncall;

import dev.evenkeel.platform.web.ProblemException;
import dev.evenkeel.platform.web.RequestText;

/** Names as they come with requests: only those that {@code oncall.yaml} has. */
final class OncallNames {

    private static final int LONGEST_REASON = 1000;

    private OncallNames() {}

    /** @param where as {@code /schedule} */
    static String schedule(String where, String name, OncallDirectory directory) {
        if (name == null || !directory.schedules().containsKey(name)) {
            throw ProblemException.invalid(
                    where, name == null ? "is missing" : "is '" + name + "'", "the name of a schedule of oncall.yaml");
        }
        return name;
    }

    static String person(String where, String name, OncallDirectory directory) {
        if (name == null || !directory.people().containsKey(name)) {
            throw ProblemException.invalid(
                    where, name == null ? "is missing" : "is '" + name + "'", "the name of a person of oncall.yaml");
        }
        return name;
    }

    /** Empty if it is left out. */
    static String reason(String where, String reason) {
        return RequestText.optional(where, reason, LONGEST_REASON).orElse("");
    }
}
