package dev.evenkeel.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

import dev.evenkeel.postgres.PostgresException.Reason;

/**
 * The archive of programs in the class path. It is unpacked into a folder named by the archive's checksum, beside its
 * place first and then renamed: whoever sees the folder sees all of it, and nobody ever changes it.
 */
final class BundledPrograms {

    private static final Set<PosixFilePermission> OPEN_FOLDER = PosixFilePermissions.fromString("rwxr-xr-x");

    private BundledPrograms() {}

    static Path unpackInto(Path cacheFolder) {
        String archive = archiveName();
        try {
            Path unpacked = cacheFolder.toAbsolutePath().resolve("postgresql-" + checksum(archive));
            if (!Files.isDirectory(unpacked)) {
                Files.createDirectories(cacheFolder);
                Path beside =
                        cacheFolder.toAbsolutePath().resolve("." + unpacked.getFileName() + "." + UUID.randomUUID());
                try {
                    unpack(archive, beside);
                    moveIntoPlace(beside, unpacked);
                } finally {
                    Folders.delete(beside);
                }
            }
            return unpacked;
        } catch (IOException e) {
            throw Folders.failure("Cannot unpack PostgreSQL's programs into " + cacheFolder, e);
        }
    }

    private static void moveIntoPlace(Path beside, Path unpacked) throws IOException {
        try {
            Files.move(beside, unpacked, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Somebody else was quicker, with the same bytes.
            if (!Files.isDirectory(unpacked)) {
                throw e;
            }
        }
    }

    private static void unpack(String archive, Path folder) throws IOException {
        Files.createDirectory(folder);
        try (InputStream bytes = new BufferedInputStream(open(archive), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(bytes))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(entry, tar, folder);
            }
        }
        // Whatever our umask: another user than we may have to run these.
        for (Path sub : Folders.foldersIn(folder)) {
            Files.setPosixFilePermissions(sub, OPEN_FOLDER);
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("The archive wants to write outside of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            boolean program = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static String checksum(String archive) throws IOException {
        try (InputStream bytes = open(archive);
                DigestInputStream digested = new DigestInputStream(bytes, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(digested.getMessageDigest().digest())
                    .substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static InputStream open(String archive) {
        InputStream bytes = BundledPrograms.class.getClassLoader().getResourceAsStream(archive);
        if (bytes == null) {
            throw new PostgresException(
                    Reason.NO_PROGRAMS,
                    "No PostgreSQL programs for this kind of machine came along (" + archive
                            + "): install PostgreSQL and name its folder of programs");
        }
        return bytes;
    }

    private static String archiveName() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace("mac os x", "darwin");
        String processor = switch (System.getProperty("os.arch")) {
            case "amd64" -> "x86_64";
            case "aarch64" -> "arm_64";
            case String other -> other;
        };
        return "postgres-" + system + "-" + processor + ".txz";
    }
}
