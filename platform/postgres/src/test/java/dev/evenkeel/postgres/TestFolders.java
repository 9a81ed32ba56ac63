package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Temporary folders that an ordinary user can enter even when root made them. */
final class TestFolders {

    private TestFolders() {}

    static Path openToAll() throws IOException {
        Path folder = Files.createTempDirectory("evenkeel");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        return folder;
    }
}
