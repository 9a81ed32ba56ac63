package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.time.Duration;

/** Where events go. One thread sends; any may close. */
interface EventOutput {

    /** As metrics and logs name it, without secrets. */
    String name();

    /**
     * Writes an event, or takes it to be delivered later.
     *
     * @return how many bytes it came to
     * @throws IOException if it is not written
     */
    int send(QueuedEvent event) throws IOException;

    /**
     * Ends it. What it has taken is delivered before, as far as that is possible in time.
     *
     * @param patience for what waits
     */
    void close(Duration patience);
}
