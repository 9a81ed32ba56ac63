package dev.evenkeel.alertrouter.report;

import java.time.Instant;
import java.util.UUID;

/** Where in the list of reports one stands. */
record ReportKey(Instant madeAt, UUID id) {}
