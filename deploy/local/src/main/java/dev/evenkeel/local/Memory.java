package dev.evenkeel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** How much memory processes hold, from {@code /proc}; see proc(5). */
final class Memory {

    private static final long KIB = 1024;

    private Memory() {}

    /** The resident set of one process, in bytes. */
    static OptionalLong resident(long pid) {
        return field(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
    }

    /** What a process and its children hold, memory that they share counted once, in bytes. */
    static OptionalLong proportional(long pid) {
        LongStream family = Stream.concat(
                        Stream.of(pid),
                        ProcessHandle.of(pid).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .map(each -> field(Path.of("/proc", Long.toString(each), "smaps_rollup"), "Pss:"))
                .flatMapToLong(OptionalLong::stream);
        long sum = family.sum();
        return sum == 0 ? OptionalLong.empty() : OptionalLong.of(sum);
    }

    private static OptionalLong field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                    .findFirst();
        } catch (IOException goneOrNoProc) {
            return OptionalLong.empty();
        }
    }
}
