package dev.evenkeel.alertrouter.ingest;

import java.util.Collection;

import io.smallrye.mutiny.Uni;

import dev.evenkeel.alertrouter.alert.Alert;

/** Somebody who wants to hear of alerts that were posted. Implementations are CDI beans. */
public interface TakenAlertsHandler {

    /** Called once the alerts are stored, before that is acknowledged; if it fails, whoever posted them is to post again. */
    Uni<Void> taken(Collection<Alert> alerts);
}
