package dev.evenkeel.platform.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A file that is there whole or not at all, whatever fails when: a crash, a power cut or a full disk leaves what was there
 * before, or the new content to its last byte. Only its owner can read it.
 */
public final class AtomicFile {

    private static final String OWNER_ALONE = "rw-------";

    private AtomicFile() {}

    /** As {@link #write(Path, byte[])}, in UTF-8. */
    public static void write(Path file, String content) throws IOException {
        write(file, content.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Makes a file or replaces it. When this returns, the content is on the disk, and so is whatever else was put into the
     * folder before: a file may name others beside it.
     *
     * @param file in a folder that exists; meanwhile there is a hidden file beside it
     * @throws IOException if it cannot be written; nothing has changed then, and nothing is left over
     */
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Path beside = Files.createTempFile(
                folder,
                "." + file.getFileName(),
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE)));
        try {
            try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                writeAll(channel, ByteBuffer.wrap(content));
                channel.force(true);
            }
            sync(folder);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /** One write may take a part only, on a disk that is nearly full for one. */
    static void writeAll(WritableByteChannel channel, ByteBuffer content) throws IOException {
        while (content.hasRemaining()) {
            channel.write(content);
        }
    }

    /** Waits until the disk has the names of the files in a folder. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
