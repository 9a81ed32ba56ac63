package dev.evenkeel.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A disk of its own, in memory, that a test may fill; only where we are allowed to mount one. */
final class SmallDisk implements AutoCloseable {

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Empty where we are not allowed to. */
    static Optional<SmallDisk> ofMegabytes(int size) throws IOException {
        Path folder = Files.createTempDirectory("evenkeel-disk");
        if (succeeds("mount", "-t", "tmpfs", "-o", "mode=755,size=" + size + "m", "none", folder.toString())) {
            return Optional.of(new SmallDisk(folder));
        }
        Files.delete(folder);
        return Optional.empty();
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).start().onExit().join().exitValue() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    Path folder() {
        return folder;
    }

    /** Takes room away until so much of it is left. */
    void leaveFree(int megabytes) throws IOException {
        long surplus = folder.toFile().getUsableSpace() - ((long) megabytes << 20);
        if (surplus > 0) {
            Files.write(ballast(), new byte[Math.toIntExact(surplus)]);
        }
    }

    /** Gives it back. */
    void empty() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + ballast(), e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        if (succeeds("umount", "-l", folder.toString())) {
            Files.delete(folder);
        }
    }
}
