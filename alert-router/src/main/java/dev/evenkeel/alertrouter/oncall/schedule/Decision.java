package dev.evenkeel.alertrouter.oncall.schedule;

import java.util.UUID;

/** What put somebody on call. */
public sealed interface Decision {

    /** A layer of the schedule. */
    record ByLayer(String layer) implements Decision {}

    /** An override, be it one that a swap made. */
    record ByOverride(UUID override) implements Decision {}
}
