package dev.evenkeel.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.evenkeel.postgres.PostgresException.Reason;

/**
 * Makes a database cluster. {@code initdb} works in a folder beside the wanted one, which is renamed when all is done:
 * a killed initialisation leaves nothing that looks like a cluster.
 */
record ClusterInitialisation(
        PostgresPrograms programs, RunAs runAs, Path dataFolder, boolean durable, Duration patience) {

    private static final int FIRST_WITH_BUILTIN_LOCALES = 17;

    void make(String superuser, String password) {
        try {
            Path beside = dataFolder.resolveSibling("." + dataFolder.getFileName() + ".initialising");
            if (!Files.isDirectory(dataFolder.getParent())) {
                Files.createDirectories(dataFolder.getParent());
            }
            runAs.mustReach(dataFolder.getParent());
            runAs.mustReach(programs.bin());
            mustBeEmptyOrAbsent();
            Folders.delete(beside);
            Files.createDirectory(
                    beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            runAs.own(beside);
            try {
                initdb(beside, superuser, password);
                DataFolder folder = new DataFolder(beside, runAs);
                Files.delete(beside.resolve("postgresql.conf"));
                Files.delete(beside.resolve("pg_hba.conf"));
                folder.writeMissingConfiguration();
                Files.move(beside, dataFolder, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Folders.delete(beside);
            }
        } catch (IOException e) {
            throw Folders.failure("Cannot make a database cluster in " + dataFolder, e);
        }
    }

    private void mustBeEmptyOrAbsent() throws IOException {
        if (Files.exists(dataFolder) && !Folders.isEmpty(dataFolder)) {
            throw new PostgresException(
                    Reason.NOT_EMPTY, dataFolder + " is neither empty nor a database cluster; choose another folder");
        }
    }

    private void initdb(Path folder, String superuser, String password) throws IOException {
        Path passwordFile = Files.createTempFile(folder.getParent(), ".password", "");
        try {
            Files.writeString(passwordFile, password);
            runAs.own(passwordFile);
            Program.Outcome outcome =
                    Program.run(runAs.wrap(command(folder, superuser, passwordFile)), Map.of(), patience);
            if (!outcome.succeeded()) {
                throw new PostgresException(
                        Folders.reasonIn(outcome.output()),
                        "initdb could not make a database cluster in " + dataFolder + ". It said:\n"
                                + outcome.output());
            }
        } finally {
            Files.delete(passwordFile);
        }
    }

    private List<String> command(Path folder, String superuser, Path passwordFile) {
        List<String> command = new ArrayList<>(List.of(
                programs.initdb(),
                "--pgdata=" + folder,
                "--username=" + superuser,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums",
                "--no-instructions"));
        if (!durable) {
            command.add("--no-sync");
        }
        locale().forEach(command::add);
        return command;
    }

    private Stream<String> locale() {
        return programs.majorVersion() >= FIRST_WITH_BUILTIN_LOCALES
                ? Stream.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
                : Stream.of("--locale=C.UTF-8");
    }
}
