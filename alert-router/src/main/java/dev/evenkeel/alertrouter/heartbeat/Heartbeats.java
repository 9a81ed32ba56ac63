package dev.evenkeel.alertrouter.heartbeat;

import java.util.List;

/** The heartbeats that {@code heartbeats.yaml} defines. */
record Heartbeats(List<Heartbeat> list) {

    static final Heartbeats NONE = new Heartbeats(List.of());

    Heartbeats {
        list = List.copyOf(list);
    }
}
