package dev.evenkeel.alertrouter.notification.fields;

import java.util.function.Function;

import dev.evenkeel.alertrouter.notification.ChannelSettings;

/**
 * Reads what a receiver says of one channel.
 *
 * @param list the field of a receiver that lists such entries, as {@code slack_configs}
 * @param reader reads one entry; mistakes are reported through the fields
 */
public record ChannelReader(String list, Function<Fields, ChannelSettings> reader) {}
