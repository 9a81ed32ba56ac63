package dev.evenkeel.alertrouter.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What {@code reports.yaml} says: reports by name, in the order of the file. */
record Reports(Map<String, ReportDefinition> byName) {

    static final Reports NONE = new Reports(Map.of());

    Reports {
        byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
    }
}
