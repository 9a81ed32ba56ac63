package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import dev.evenkeel.backup.basebackup.Source;
import dev.evenkeel.backup.drill.DrillReport;
import dev.evenkeel.backup.drill.RestoreDrill;
import dev.evenkeel.backup.drill.ServerPrograms;
import dev.evenkeel.backup.replication.PostgresConnection;
import dev.evenkeel.backup.replication.ReplicationException;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.KeyRing;
import dev.evenkeel.backup.repository.Layout;
import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.repository.RepositoryException;
import dev.evenkeel.backup.restore.RestoreException;
import dev.evenkeel.backup.restore.RestoredCluster;
import dev.evenkeel.backup.restore.Restorer;
import dev.evenkeel.backup.verification.BackupVerifier;
import dev.evenkeel.backup.verification.Verification;
import dev.evenkeel.postgres.PostgresPrograms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What has to hold for the backup of a real server, whatever its version. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BackupContract {

    private static final Random RANDOM = new Random();

    protected RealServer server;

    abstract PostgresPrograms programs() throws IOException;

    @BeforeAll
    void start() throws IOException {
        server = RealServer.start(programs());
        server.sql("CREATE DATABASE shop");
        server.sql(
                "shop",
                "CREATE TABLE orders (id int PRIMARY KEY, note text);"
                        + " INSERT INTO orders SELECT i, repeat(md5(i::text), 4) FROM generate_series(1, 20000) i;"
                        + " CREATE TABLE \"Odd, \"\"name\"\"\" (x int); INSERT INTO \"Odd, \"\"name\"\"\" VALUES (1);"
                        + " CREATE UNLOGGED TABLE scratch AS SELECT 1 AS x;"
                        + " CREATE MATERIALIZED VIEW totals AS SELECT count(*) FROM orders");
        server.sql("SET password_encryption = 'scram-sha-256';"
                + " CREATE ROLE backup LOGIN REPLICATION PASSWORD 'secret' IN ROLE pg_read_all_data");
    }

    @AfterAll
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    static BackupId newId() {
        return BackupId.of(Instant.parse("2026-11-21T02:30:00Z"), RANDOM);
    }

    Manifest takeBackup() throws IOException {
        return server.baseBackup(server.source()).take(newId(), bytes -> {});
    }

    RestoreDrill drill() {
        return drill(server.repository());
    }

    RestoreDrill drill(FolderRepository repository) {
        ServerPrograms programs = new ServerPrograms(
                Map.of(server.programs().majorVersion(), server.programs().bin()), server.folder());
        return new RestoreDrill(repository, server.folder().resolve("drills"), programs, Duration.ofSeconds(60), true);
    }

    @Test
    void aBackupByTheLeastRoleIsCompleteAndPassesADrill() throws IOException {
        Source all = server.source();
        Source source = new Source(
                "shop",
                server.connection("backup", "secret"),
                all.database(),
                true,
                all.maxRateKiBPerSecond(),
                all.rowCounts());

        Manifest manifest = server.baseBackup(source).take(newId(), bytes -> {});

        Verification verification = BackupVerifier.verify(server.repository(), manifest.id());
        assertThat(verification.findings()).isEmpty();
        assertThat(verification.files()).isEqualTo(manifest.files()).isGreaterThan(900);
        DrillReport report = drill().hold(manifest.id());
        assertThat(report.findings()).isEmpty();
        assertThat(report.tables()).isEqualTo(3);
        assertThat(report.exactTables()).isEqualTo(3);
        assertThat(report.structure())
                .isInstanceOfSatisfying(
                        DrillReport.Structure.Checked.class,
                        checked -> assertThat(checked.indexes()).isGreaterThan(100));
        assertThat(server.folder().resolve("drills")).isEmptyDirectory();
        assertThat(manifest.facts().server().majorVersion())
                .isEqualTo(server.programs().majorVersion());
        assertThat(manifest.storedBytes()).isLessThan(manifest.contentBytes());
    }

    @Test
    void aBackupOfAServerThatIsWrittenToPassesADrill() throws Exception {
        server.sql("shop", "CREATE TABLE journal (id bigserial PRIMARY KEY, at timestamptz DEFAULT now())");
        AtomicBoolean stop = new AtomicBoolean();
        Manifest manifest;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> writer = threads.submit(() -> {
                try (PostgresConnection connection = PostgresConnection.forSql(server.connection(), "shop")) {
                    while (!stop.get()) {
                        connection.query("INSERT INTO journal (at) SELECT now() FROM generate_series(1, 50);"
                                + " DELETE FROM journal WHERE id % 7 = 0");
                    }
                }
                return null;
            });
            manifest = takeBackup();
            stop.set(true);
            writer.get();
        }

        DrillReport report = drill().hold(manifest.id());

        assertThat(report.findings()).isEmpty();
        assertThat(report.exactTables()).isLessThan(report.tables());
        server.sql("shop", "DROP TABLE journal");
    }

    @Test
    void tablespacesComeBackInPlacesOfTheirOwn() throws IOException {
        Path place = server.own(Files.createDirectory(server.folder().resolve("space")));
        server.sql("CREATE TABLESPACE fast LOCATION '" + place + "'");
        server.sql("shop", "CREATE TABLE placed (x int) TABLESPACE fast; INSERT INTO placed VALUES (1), (2)");

        Manifest manifest = takeBackup();

        assertThat(BackupVerifier.verify(server.repository(), manifest.id()).findings())
                .isEmpty();
        assertThat(drill().hold(manifest.id()).findings()).isEmpty();
        assertThat(manifest.facts().tablespaces()).hasSize(1);
        server.sql("shop", "DROP TABLE placed");
        server.sql("DROP TABLESPACE fast");
    }

    @Test
    void aRestoredFolderBelongsToItsOwnerAlone() throws IOException {
        Manifest manifest = takeBackup();
        Path folder = server.folder().resolve("restored-" + manifest.id());

        RestoredCluster cluster =
                new Restorer(server.repository().open(manifest.id()), folder, true, server.runAs()::own).restore();

        assertThat(cluster.files()).isEqualTo(manifest.files());
        try (Stream<Path> all = Files.walk(folder)) {
            assertThat(all.filter(path -> !Files.isSymbolicLink(path)))
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void nothingIsRestoredOverSomethingElse() throws IOException {
        Manifest manifest = takeBackup();
        Path taken = Files.createDirectory(server.folder().resolve("taken-" + manifest.id()));
        Path file = Files.writeString(taken.resolve("precious"), "x");

        assertThatThrownBy(
                        () -> new Restorer(server.repository().open(manifest.id()), taken, false, path -> {}).restore())
                .isInstanceOf(RestoreException.PlaceRefused.class);
        assertThat(file).exists();
    }

    @Test
    void aDamagedBackupFailsVerificationAndDrill() throws IOException {
        Manifest manifest = takeBackup();
        Path segment = server.folder()
                .resolve("repository/backups")
                .resolve(manifest.id().text())
                .resolve("data-00001.eks");
        byte[] bytes = Files.readAllBytes(segment);
        bytes[bytes.length / 2] ^= 1;
        Files.write(segment, bytes);

        assertThat(BackupVerifier.verify(server.repository(), manifest.id()).findings())
                .singleElement()
                .asString()
                .contains("data-00001.eks");
        assertThat(drill().hold(manifest.id()).findings()).isNotEmpty();
        assertThat(server.folder().resolve("drills")).isEmptyDirectory();
    }

    @Test
    void withTheWrongKeyNothingIsSaidAboutTheBackup() throws IOException {
        Manifest manifest = takeBackup();
        FolderRepository stranger = new FolderRepository(
                server.folder().resolve("repository"), new KeyRing(List.of(RealServer.key("0b"))), Layout.STANDARD, 1);

        assertThatThrownBy(() -> BackupVerifier.verify(stranger, manifest.id()))
                .isInstanceOf(RepositoryException.KeyMissing.class);
        assertThatThrownBy(() -> drill(stranger).hold(manifest.id()))
                .isInstanceOf(RepositoryException.KeyMissing.class);
    }

    @Test
    void missingRowsAreFoundByADrill() throws IOException {
        Manifest manifest = takeBackup();
        String restoredPeer = "shop:public.orders has 20000 rows";

        DrillReport report = drill().hold(RowCountForgery.withOneRowMore(server, manifest));

        assertThat(report.findings()).singleElement().asString().startsWith(restoredPeer);
    }

    @Test
    void theWrongPasswordIsTold() {
        assertThatThrownBy(() -> PostgresConnection.forReplication(server.connection("backup", "wrong")))
                .isInstanceOf(ReplicationException.AuthenticationFailed.class)
                .hasMessageContaining("28P01")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void aRoleWithoutReplicationIsTold() throws IOException {
        server.sql("CREATE ROLE nobody LOGIN PASSWORD 'secret'");

        assertThatThrownBy(() -> PostgresConnection.forReplication(server.connection("nobody", "secret")))
                .isInstanceOfSatisfying(
                        ReplicationException.ServerRefused.class,
                        refused -> assertThat(refused.error().sqlState()).isEqualTo("42501"));
    }

    @Test
    void anMd5PasswordStillLetsUsIn() throws IOException {
        server.sql("SET password_encryption = 'md5'; CREATE ROLE oldfashioned LOGIN REPLICATION PASSWORD 'secret'");
        Path rules = server.folder().resolve("server/pg_hba.conf");
        String before = Files.readString(rules);
        Files.writeString(rules, "host all,replication oldfashioned 127.0.0.1/32 md5\n" + before);
        server.sql("SELECT pg_reload_conf()");

        Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            try (PostgresConnection connection =
                    PostgresConnection.forReplication(server.connection("oldfashioned", "secret"))) {
                assertThat(connection.query("IDENTIFY_SYSTEM")).hasSize(1);
            }
        });
    }
}
