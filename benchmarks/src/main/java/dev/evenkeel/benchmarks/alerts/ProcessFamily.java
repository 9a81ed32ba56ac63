package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What a process and its children need, as Linux counts it; see proc(5).
 *
 * @param root its process id
 */
public record ProcessFamily(long root) {

    /** Clock ticks are hundredths of a second on every Linux that Java runs on. */
    private static final long MILLIS_PER_TICK = 10;

    /** Fields of {@code stat} after the command's name: user and system time, of itself and of children that ended. */
    private static final int USER_TIME = 11;

    private static final int TIMES = 4;

    /** Bytes in memory, those that the processes share counted once. */
    public long memory() {
        return sum(pid -> valueOf(lines(pid, "smaps_rollup"), "Pss:").orElse(0) * 1024);
    }

    long threads() {
        return sum(pid -> valueOf(lines(pid, "status"), "Threads:").orElse(0));
    }

    /** Computing time from the start on. */
    Duration computed() {
        return Duration.ofMillis(sum(ProcessFamily::ticks) * MILLIS_PER_TICK);
    }

    private long sum(ToLongFunction<Long> value) {
        return Stream.concat(
                        Stream.of(root),
                        ProcessHandle.of(root).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .mapToLong(value)
                .sum();
    }

    private static long ticks(long pid) {
        return lines(pid, "stat").stream()
                .map(line -> line.substring(line.lastIndexOf(')') + 2).split(" "))
                .flatMap(fields -> Stream.of(fields).skip(USER_TIME).limit(TIMES))
                .mapToLong(Long::parseLong)
                .sum();
    }

    private static OptionalLong valueOf(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst();
    }

    /** Nothing of a process that has ended. */
    private static List<String> lines(long pid, String file) {
        try {
            return Files.readAllLines(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException | UncheckedIOException gone) {
            return List.of();
        }
    }
}
