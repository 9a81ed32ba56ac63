package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.restore.RestoredCluster;
import dev.evenkeel.backup.restore.Restorer;
import dev.evenkeel.backup.verification.ServerManifest;
import dev.evenkeel.backup.verification.ServerManifestJson;
import dev.evenkeel.postgres.PostgresPrograms;

import static org.assertj.core.api.Assertions.assertThat;

/** Debian's PostgreSQL 15 comes with programs that judge a backup independently of us. */
class BackupOfPostgres15Test extends BackupContract {

    @Override
    PostgresPrograms programs() {
        Assumptions.assumeTrue(Files.isDirectory(RealServer.DEBIAN_15), "Debian's postgresql-15 is not installed");
        return PostgresPrograms.in(RealServer.DEBIAN_15);
    }

    @Test
    void pgVerifybackupAcceptsWhatIsRestored() throws Exception {
        Manifest manifest = takeBackup();
        RestoredCluster cluster = new Restorer(
                        server.repository().open(manifest.id()),
                        server.folder().resolve("verified-" + manifest.id()),
                        false,
                        server.runAs()::own)
                .restore();

        Outcome outcome = run("pg_verifybackup", cluster.dataFolder().toString());

        assertThat(outcome.output()).contains("successfully verified");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void pgBasebackupOfTheSameServerHasTheSameFiles() throws Exception {
        server.sql("CHECKPOINT");
        Path peer = server.folder().resolve("peer");
        Outcome outcome = run(
                "pg_basebackup",
                "--pgdata=" + peer,
                "--wal-method=fetch",
                "--checkpoint=fast",
                "--manifest-checksums=SHA256",
                "--no-sync",
                "--dbname=host=127.0.0.1 port=" + server.port() + " user=" + RealServer.SUPERUSER + " password="
                        + RealServer.PASSWORD);
        assertThat(outcome.code()).as(outcome.output()).isZero();

        Manifest manifest = takeBackup();

        Map<String, ServerManifest.FileRecord> theirs =
                new TreeMap<>(ServerManifestJson.parse(Files.readAllBytes(peer.resolve("backup_manifest")))
                        .files());
        Map<String, ServerManifest.FileRecord> ours;
        try (InputStream in = server.repository().open(manifest.id()).open(Manifest.SERVER_MANIFEST)) {
            ours = new TreeMap<>(ServerManifestJson.parse(in.readAllBytes()).files());
        }
        // The log that each backup needs is another, and so are the marks of what has been archived.
        ours.keySet().removeIf(path -> path.startsWith("pg_wal/"));
        theirs.keySet().removeIf(path -> path.startsWith("pg_wal/"));
        assertThat(ours.keySet()).isEqualTo(theirs.keySet());
        assertThat(staticFiles(ours)).isEqualTo(staticFiles(theirs)).hasSizeGreaterThan(500);
    }

    /** Tables and configuration, that nobody changes between the two backups. */
    private static Map<String, ServerManifest.FileRecord> staticFiles(Map<String, ServerManifest.FileRecord> all) {
        Map<String, ServerManifest.FileRecord> files = new TreeMap<>(all);
        files.keySet().removeIf(path -> !path.startsWith("base/") && !path.endsWith(".conf"));
        return files;
    }

    private record Outcome(int code, String output) {}

    private Outcome run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(RealServer.DEBIAN_15.resolve(program).toString()));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("output", ".txt");
        // As the server's user, who owns the folder.
        Path folder = server.own(server.folder());
        Process process = new ProcessBuilder(server.runAs().wrap(command))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        return new Outcome(code, text);
    }
}
