package dev.evenkeel.alertrouter.ingest;

import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.ingest.AlertStore.StoredAlert;
import dev.evenkeel.alertrouter.ingest.Placement.Group;
import dev.evenkeel.alertrouter.ingest.Placement.Membership;
import dev.evenkeel.alertrouter.recording.EventRecorder;
import dev.evenkeel.alertrouter.recording.RecordedEvent;

/** Tells the event recorder which alerts are new, and which groups alerts were put into. */
record IngestEvents(EventRecorder recorder) {

    boolean areWanted() {
        return recorder.isOn();
    }

    /** Alerts were stored and put into their groups. */
    void reported(Placement placement, Iterable<StoredAlert> stored) {
        Map<Long, Alert> alerts =
                placement.alerts().stream().collect(Collectors.toMap(Alert::fingerprint, Function.identity()));
        for (StoredAlert each : stored) {
            alerts.put(each.alert().fingerprint(), each.alert());
            if (each.created()) {
                recorder.record(new RecordedEvent.AlertCreated(each.alert()));
            }
        }
        grouped(placement, alerts);
    }

    /** Alerts that had been stored before were put into groups. */
    void regrouped(Placement placement) {
        if (areWanted()) {
            grouped(
                    placement,
                    placement.alerts().stream().collect(Collectors.toMap(Alert::fingerprint, Function.identity())));
        }
    }

    private void grouped(Placement placement, Map<Long, Alert> alerts) {
        Map<UUID, RecordedEvent.Group> groups =
                placement.groups().stream().collect(Collectors.toMap(Group::id, IngestEvents::named));
        for (Membership membership : placement.members()) {
            recorder.record(new RecordedEvent.AlertGrouped(
                    alerts.get(membership.fingerprint()), groups.get(membership.group())));
        }
    }

    private static RecordedEvent.Group named(Group group) {
        return RecordedEvent.Group.of(group.key().text(), group.key().labels(), group.receiver());
    }
}
