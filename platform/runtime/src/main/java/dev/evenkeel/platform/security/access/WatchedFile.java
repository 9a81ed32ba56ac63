package dev.evenkeel.platform.security.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.jboss.logging.Logger;

/**
 * The content of a small file, handed on when it is first read and whenever it has changed. A file that is not there
 * counts as empty: a launcher may write it after the service has started.
 *
 * <p>Not for use by several threads at once.
 */
final class WatchedFile {

    private static final Logger LOG = Logger.getLogger(WatchedFile.class);

    private final Path path;
    private final Consumer<String> onChange;
    private Optional<String> known = Optional.empty();

    WatchedFile(Path path, Consumer<String> onChange) {
        this.path = path;
        this.onChange = onChange;
    }

    /** Compares the content, not the time of change: two changes within one tick of the file system's clock both count. */
    void read() {
        Optional<String> now = content().filter(text -> !known.equals(Optional.of(text)));
        if (now.isPresent()) {
            known = now;
            onChange.accept(now.get());
        }
    }

    /** @return empty if it cannot be read at the moment; what was read before stays */
    private Optional<String> content() {
        try {
            return Optional.of(Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException absent) {
            return Optional.of("");
        } catch (IOException e) {
            LOG.warnf(e, "Cannot read %s; what was read before stays in force", path);
            return Optional.empty();
        }
    }
}
