package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.evenkeel.postgres.PostgresException.Reason;

/** Folders as wholes. */
final class Folders {

    private Folders() {}

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        for (Path path : everythingIn(folder).reversed()) {
            Files.deleteIfExists(path);
        }
    }

    /** The folder and all that is in it, parents before children; links are not followed. */
    static List<Path> everythingIn(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.sorted(Comparator.naturalOrder()).toList();
        }
    }

    static List<Path> foldersIn(Path folder) throws IOException {
        return everythingIn(folder).stream()
                .filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                .toList();
    }

    static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        }
    }

    /** Tells a full disk and a missing permission from the rest. */
    static PostgresException failure(String what, IOException e) {
        String detail = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        Reason reason = reasonIn(String.valueOf(detail));
        if (e instanceof AccessDeniedException) {
            reason = Reason.NOT_OURS;
            detail = "permission denied";
        }
        return new PostgresException(reason, what + ": " + detail, e);
    }

    static Reason reasonIn(String said) {
        if (said.contains("No space left on device") || said.contains("Disk quota exceeded")) {
            return Reason.DISK_FULL;
        }
        if (said.contains("Address already in use")) {
            return Reason.PORT_TAKEN;
        }
        return Reason.FAILED;
    }
}
