package dev.evenkeel.alertrouter.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

import io.quarkus.logging.Log;

/**
 * A file with an event on each line. It is opened again once it was moved or removed, as programs do that rotate logs; what a
 * full disk has cut off does not run into the next line.
 */
final class EventFileStore implements EventOutput {

    private final Path path;
    private FileChannel channel;
    private Object key;
    private boolean torn;

    /** @throws IOException if it cannot be opened; its folder has to be there */
    EventFileStore(Path path) throws IOException {
        this.path = path;
        open();
    }

    @Override
    public String name() {
        return "file:" + path;
    }

    private void open() throws IOException {
        channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }

    @Override
    public int send(QueuedEvent event) throws IOException {
        if (!channel.isOpen() || isElsewhere()) {
            channel.close();
            open();
            torn = false;
        }
        byte[] json = event.jsonBytes();
        ByteBuffer line = ByteBuffer.allocate(json.length + 2);
        if (torn) {
            line.put((byte) '\n');
        }
        write(line.put(json).put((byte) '\n').flip());
        return json.length + 1;
    }

    private void write(ByteBuffer line) throws IOException {
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
        } finally {
            torn = line.hasRemaining() && (torn || line.position() > 0);
        }
    }

    /** Whether the path names another file by now, or none. */
    private boolean isElsewhere() throws IOException {
        try {
            Object now = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return now != null && !now.equals(key);
        } catch (NoSuchFileException gone) {
            return true;
        }
    }

    @Override
    public void close(Duration patience) {
        try {
            channel.close();
        } catch (IOException failure) {
            Log.errorf("Failed to close event recorder output %s: %s", name(), failure);
        }
    }
}
