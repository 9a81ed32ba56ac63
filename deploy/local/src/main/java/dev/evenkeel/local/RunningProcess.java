package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that we have started, recognisable later: a pid alone may be another program's after a crash or a reboot,
 * a pid and the moment that process began may not.
 *
 * @param pid its number
 * @param began when it began, in the system's own count: clock ticks since boot on Linux, else epoch milliseconds
 */
record RunningProcess(long pid, long began) {

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,18}) (\\d{1,18})\\s*");
    /** The field {@code starttime} of {@code /proc/[pid]/stat}, counted from the one after the command; see proc(5). */
    private static final int START_TIME = 19;

    /** The process that has this pid now. */
    static Optional<RunningProcess> of(long pid) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(RunningProcess::beginOf)
                .map(began -> new RunningProcess(pid, began));
    }

    /** Reads a pid file and returns the process if it still runs. A file that is no pid file counts as none. */
    static Optional<RunningProcess> read(Path pidFile) {
        try {
            Matcher written = FORMAT.matcher(Files.readString(pidFile));
            if (!written.matches()) {
                return Optional.empty();
            }
            RunningProcess noted =
                    new RunningProcess(Long.parseLong(written.group(1)), Long.parseLong(written.group(2)));
            return noted.isAlive() ? Optional.of(noted) : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + pidFile, e);
        }
    }

    void note(Path pidFile) {
        DataFolder.writePrivately(pidFile, pid + " " + began + "\n");
    }

    boolean isAlive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** The memory it holds, in bytes; unknown where there is no {@code /proc}. */
    OptionalLong residentBytes() {
        return Memory.resident(pid);
    }

    Optional<ProcessHandle> handle() {
        return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    private static Optional<Long> beginOf(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            String line = Files.readString(stat);
            // The command stands in parentheses and may itself hold spaces and parentheses.
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return fields[0].equals("Z") ? Optional.empty() : Optional.of(Long.parseLong(fields[START_TIME]));
        } catch (IOException notLinuxOrGone) {
            return process.info().startInstant().map(Instant::toEpochMilli);
        }
    }
}
