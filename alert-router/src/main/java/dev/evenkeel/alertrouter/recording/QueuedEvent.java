package dev.evenkeel.alertrouter.recording;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An event on its way to the outputs. It is put into words once, by the first output that asks; for one thread. */
final class QueuedEvent {

    private final Instant at;
    private final String instance;
    private final RecordedEvent event;
    private String json;
    private byte[] jsonBytes;
    private byte[] protobuf;

    /**
     * @param at when it was recorded
     * @param instance which process recorded it
     */
    QueuedEvent(Instant at, String instance, RecordedEvent event) {
        this.at = at;
        this.instance = instance;
        this.event = event;
    }

    String type() {
        return event.type();
    }

    int alerts() {
        return event.alerts();
    }

    /** In one line without its end. */
    String json() {
        if (json == null) {
            json = MessageJson.write(EventMessages.of(at, instance, event));
        }
        return json;
    }

    /** The same in UTF-8; not to be changed. */
    byte[] jsonBytes() {
        if (jsonBytes == null) {
            jsonBytes = json().getBytes(StandardCharsets.UTF_8);
        }
        return jsonBytes;
    }

    /** In Protocol Buffers; not to be changed. */
    byte[] protobuf() {
        if (protobuf == null) {
            protobuf = MessageBytes.write(EventMessages.of(at, instance, event));
        }
        return protobuf;
    }
}
