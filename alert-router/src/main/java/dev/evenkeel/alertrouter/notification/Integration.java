package dev.evenkeel.alertrouter.notification;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;

/**
 * One way in which a receiver is told, by its place in the configuration.
 *
 * @param receiver the receiver's name
 * @param index the position among the receiver's integrations of the same kind, from 0
 * @param settings how it is spoken to
 */
public record Integration(String receiver, int index, ChannelSettings settings) {

    /** Which integration of the receiver, {@code webhook[0]}; unique within the receiver. */
    public String name() {
        return settings.kind() + "[" + index + "]";
    }

    /** Identifies this integration's entry for a group in the notification log. */
    public UUID logId(String groupKey) {
        String identity = groupKey + ":" + receiver + "/" + settings.kind() + "/" + index;
        return UUID.nameUUIDFromBytes(identity.getBytes(StandardCharsets.UTF_8));
    }

    /** Of its place alone, which is different for each: its settings are long. */
    @Override
    public int hashCode() {
        return Objects.hash(receiver, index, settings.kind());
    }
}
