package dev.evenkeel.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import dev.evenkeel.postgres.PostgresException.Reason;

/** The file that a server logs to, and what it said since we last looked. */
final class ServerLog {

    private static final int LINES_SHOWN = 20;
    private static final int BYTES_READ = 16_384;

    private final Path file;
    private long mark;

    private ServerLog(Path file) {
        this.file = file;
    }

    static ServerLog open(Path file, RunAs runAs) {
        try {
            if (!Files.exists(file)) {
                if (!Files.isDirectory(file.getParent())) {
                    Files.createDirectories(file.getParent());
                }
                Files.createFile(file);
                runAs.own(file);
            }
            runAs.mustReach(file.getParent());
            return new ServerLog(file);
        } catch (IOException e) {
            throw Folders.failure("Cannot make PostgreSQL's log file " + file, e);
        }
    }

    void mark() {
        try {
            mark = Files.size(file);
        } catch (IOException e) {
            throw Folders.failure("Cannot read PostgreSQL's log file " + file, e);
        }
    }

    String sinceMark() {
        return tail(file, mark);
    }

    /** An exception whose reason and message come from what the server said since the mark. */
    PostgresException failure(String what) {
        String said = sinceMark();
        Reason reason = Folders.reasonIn(said);
        return new PostgresException(reason, what + ". The end of its log, " + file + ":\n" + lastLines(said));
    }

    static String endOf(Path file) {
        return Files.exists(file) ? lastLines(tail(file, 0)) : "";
    }

    private static String lastLines(String text) {
        List<String> lines = text.lines().toList();
        return lines.stream().skip(Math.max(0, lines.size() - LINES_SHOWN)).collect(Collectors.joining("\n"));
    }

    private static String tail(Path file, long from) {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(from, bytes.length() - BYTES_READ);
            bytes.seek(start);
            byte[] read = new byte[(int) Math.max(0, bytes.length() - start)];
            bytes.readFully(read);
            return new String(read, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw Folders.failure("Cannot read PostgreSQL's log file " + file, e);
        }
    }
}
