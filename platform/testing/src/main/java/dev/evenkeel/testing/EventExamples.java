package dev.evenkeel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Events as one service tells them and another understands them. The test of the sender holds what it writes against the
 * example, the test of the receiver reads the same one: neither can change without the other.
 */
public final class EventExamples {

    private EventExamples() {}

    /**
     * The data of an event.
     *
     * @param name its type without {@code dev.evenkeel.}, such as {@code backup.rpo.breached.v1}
     */
    public static String data(String name) {
        try (InputStream file = EventExamples.class.getResourceAsStream("events/" + name + ".json")) {
            if (file == null) {
                throw new IllegalArgumentException("There is no example of " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
