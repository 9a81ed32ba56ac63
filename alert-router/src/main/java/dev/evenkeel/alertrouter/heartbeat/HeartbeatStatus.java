package dev.evenkeel.alertrouter.heartbeat;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a heartbeat.
 *
 * @param countedFrom from when the next beat is waited for: the last beat or, if there was none, when we began to listen,
 *     as much later as nobody listened since
 * @param missingSince when the beat should have come that has not; empty while none is missing
 * @param reportAt when a missing beat is to be reported again
 */
record HeartbeatStatus(
        String name,
        Instant countedFrom,
        Optional<Instant> lastBeatAt,
        Optional<Instant> missingSince,
        Optional<Instant> reportAt) {

    /** The same, waited for from another moment on; the clock may have been put back since the last beat. */
    HeartbeatStatus countedFrom(Instant from, Instant now) {
        return new HeartbeatStatus(
                name, from, lastBeatAt.map(beat -> beat.isAfter(now) ? now : beat), missingSince, reportAt);
    }

    Heartbeat.State state() {
        if (missingSince.isPresent()) {
            return Heartbeat.State.MISSING;
        }
        return lastBeatAt.isPresent() ? Heartbeat.State.OK : Heartbeat.State.WAITING;
    }
}
