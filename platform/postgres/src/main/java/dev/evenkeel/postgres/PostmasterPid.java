package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} of a data folder: which process serves it and how far that process is. The lines are
 * those of PostgreSQL's {@code src/include/utils/pidfile.h}: pid, data folder, start time, port, socket folder, first
 * listen address, shared memory key, status.
 *
 * @param pid as written; the process may be gone, or the number be another program's by now
 * @param port 0 while the server has not written it yet
 * @param ready whether the server has said that it accepts connections
 */
record PostmasterPid(long pid, int port, boolean ready) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Reads the file; empty if there is none or the server has not got round to writing its first line. */
    static Optional<PostmasterPid> read(Path dataFolder) {
        Path file = file(dataFolder);
        try {
            return parse(Files.readAllLines(file));
        } catch (NoSuchFileException stopped) {
            return Optional.empty();
        } catch (IOException e) {
            throw Folders.failure("Cannot read " + file, e);
        }
    }

    static Path file(Path dataFolder) {
        return dataFolder.resolve("postmaster.pid");
    }

    static Optional<PostmasterPid> parse(List<String> lines) {
        if (lines.isEmpty() || !lines.getFirst().strip().matches("-?\\d{1,18}")) {
            return Optional.empty();
        }
        // A single-user server writes its pid as a negative number.
        long pid = Math.abs(Long.parseLong(lines.getFirst().strip()));
        String port = line(lines, PORT_LINE);
        String status = line(lines, STATUS_LINE);
        return Optional.of(new PostmasterPid(
                pid,
                port.matches("\\d{1,5}") ? Integer.parseInt(port) : 0,
                status.equals("ready") || status.equals("standby")));
    }

    private static String line(List<String> lines, int index) {
        return index < lines.size() ? lines.get(index).strip() : "";
    }

    /**
     * Whether the process is alive and is the server of this folder. A pid alone proves nothing: after a crash or a
     * reboot the number may belong to any program. A server works inside its data folder, and nothing else does.
     */
    boolean serves(Path dataFolder) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"))
                    .equals(dataFolder.toRealPath());
        } catch (IOException | UnsupportedOperationException unreadable) {
            return ProcessHandle.of(pid)
                    .flatMap(process -> process.info().command())
                    .filter(command -> command.endsWith("postgres"))
                    .isPresent();
        }
    }
}
