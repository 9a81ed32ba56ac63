package dev.evenkeel.alertrouter.heartbeat;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a heartbeat.
 *
 * @param countedFrom from when the next beat is waited for: the last beat or, if that is later, when we began to listen
 * @param missingSince when the beat should have come that has not; empty while none is missing
 * @param reportAt when a missing beat is to be reported again
 */
record HeartbeatStatus(
        String name,
        Instant countedFrom,
        Optional<Instant> lastBeatAt,
        Optional<Instant> missingSince,
        Optional<Instant> reportAt) {

    Heartbeat.State state() {
        if (missingSince.isPresent()) {
            return Heartbeat.State.MISSING;
        }
        return lastBeatAt.isPresent() ? Heartbeat.State.OK : Heartbeat.State.WAITING;
    }
}
