package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;

/** Standard output, with an event on each line, past the logger. */
final class EventStdoutStream implements EventOutput {

    private final OutputStream stdout;

    /** @param stdout takes each line in one go */
    EventStdoutStream(OutputStream stdout) {
        this.stdout = stdout;
    }

    @Override
    public String name() {
        return "stdout";
    }

    @Override
    public int send(QueuedEvent event) throws IOException {
        byte[] json = event.jsonBytes();
        byte[] line = Arrays.copyOf(json, json.length + 1);
        line[json.length] = '\n';
        stdout.write(line);
        stdout.flush();
        return line.length;
    }

    @Override
    public void close(Duration patience) {
        // it belongs to the process
    }
}
