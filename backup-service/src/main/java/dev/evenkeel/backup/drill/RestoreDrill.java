package dev.evenkeel.backup.drill;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.PostgresConnection;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.BackupSetReader;
import dev.evenkeel.backup.repository.FolderRepository;
import dev.evenkeel.backup.repository.Manifest;
import dev.evenkeel.backup.repository.RepositoryException;
import dev.evenkeel.backup.restore.RestoredCluster;
import dev.evenkeel.backup.restore.Restorer;
import dev.evenkeel.backup.rowcount.RowCountLimits;
import dev.evenkeel.backup.rowcount.RowCountProbe;
import dev.evenkeel.backup.rowcount.RowCounts;
import dev.evenkeel.backup.rowcount.RowCountsJson;
import dev.evenkeel.backup.rowcount.TableName;
import dev.evenkeel.postgres.PostgresException;
import dev.evenkeel.postgres.PostgresPrograms;

/**
 * Proves that a backup can be restored by restoring it: into a folder of its own, with a server of its own, neither of
 * which is there afterwards. It blocks for as long as that takes.
 */
public final class RestoreDrill {

    private static final int MOST_FINDINGS = 100;

    private final FolderRepository repository;
    private final Path root;
    private final ServerPrograms programs;
    private final Duration patience;
    private final boolean checkStructure;

    /**
     * @param root where drills get their folders; the user who runs the servers must be able to enter it
     * @param patience how long a server may take to replay its write-ahead log and start
     * @param checkStructure whether to check indexes and tables with amcheck, which reads all of them
     */
    public RestoreDrill(
            FolderRepository repository,
            Path root,
            ServerPrograms programs,
            Duration patience,
            boolean checkStructure) {
        this.repository = repository;
        this.root = root.toAbsolutePath();
        this.programs = programs;
        this.patience = patience;
        this.checkStructure = checkStructure;
    }

    /**
     * Damage, a server that does not start and rows that are not there are findings.
     *
     * @throws RepositoryException.NotFound if there is no such backup
     * @throws RepositoryException.KeyMissing if there is no key for it
     * @throws IOException if the drill could not be held: no room, no programs of the right version
     */
    public DrillReport hold(BackupId id) throws IOException {
        Findings findings = new Findings();
        BackupSetReader backup;
        try {
            backup = repository.open(id);
        } catch (RepositoryException.Corrupted damaged) {
            return Findings.of(damaged.getMessage()).report();
        }
        try (DrillFolder folder = DrillFolder.create(root, id)) {
            PostgresPrograms own = programs(backup.manifest());
            hold(backup, folder, own, findings);
        } catch (RepositoryException.Corrupted damaged) {
            findings.add(damaged.getMessage());
        }
        return findings.report();
    }

    private PostgresPrograms programs(Manifest manifest) throws IOException {
        try {
            return programs.ofVersion(manifest.facts().server().majorVersion());
        } catch (PostgresException unusable) {
            throw new DrillImpossibleException(unusable.getMessage(), unusable);
        }
    }

    private void hold(BackupSetReader backup, DrillFolder folder, PostgresPrograms own, Findings findings)
            throws IOException {
        long begun = System.nanoTime();
        RestoredCluster cluster = new Restorer(backup, folder.cluster(), false, folder.runAs()::own).restore();
        long restored = System.nanoTime();
        findings.restore = Duration.ofNanos(restored - begun);
        try (DrillServer server = DrillServer.start(cluster, folder, own, patience)) {
            findings.start = Duration.ofNanos(System.nanoTime() - restored);
            ConnectionSettings superuser = superuser(server, backup.manifest());
            compareRows(backup, superuser, findings);
            if (checkStructure) {
                StructureCheck check = new StructureCheck(superuser);
                findings.structure = check.run();
                check.findings().forEach(findings::add);
            }
        } catch (PostgresException failed) {
            findings.add("the restored server does not run: " + failed.getMessage());
        }
    }

    /** The role that took the backup is there, and can tell who may do anything. */
    private static ConnectionSettings superuser(DrillServer server, Manifest manifest) throws IOException {
        try (PostgresConnection connection =
                PostgresConnection.forSql(server.connection(manifest.facts().role()), "template1")) {
            String name = connection
                    .query("SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin ORDER BY oid LIMIT 1")
                    .getFirst()
                    .getFirst()
                    .orElseThrow();
            return server.connection(name);
        }
    }

    private static void compareRows(BackupSetReader backup, ConnectionSettings superuser, Findings findings)
            throws IOException {
        if (!backup.has(Manifest.ROW_COUNTS)) {
            return;
        }
        RowCounts expected;
        try (InputStream lines = backup.open(Manifest.ROW_COUNTS)) {
            expected = RowCountsJson.decode(lines);
        }
        Map<TableName, Long> restored = new RowCountProbe(superuser, "template1", RowCountLimits.NONE).count();
        findings.skipped = expected.skipped().size();
        expected.windows().forEach(window -> {
            findings.tables++;
            findings.exact += window.exact() ? 1 : 0;
            Long rows = restored.get(window.table());
            if (rows == null) {
                findings.add(window.table() + " is missing");
            } else if (!window.admits(rows)) {
                findings.add(window.table() + " has " + rows + " rows; "
                        + (window.exact() ? window.least() : "from " + window.least() + " to " + window.most())
                        + " would be right");
            }
        });
    }

    /** What is learned on the way. */
    private static final class Findings {
        private final List<String> wrong = new ArrayList<>();
        private Duration restore = Duration.ZERO;
        private Duration start = Duration.ZERO;
        private int tables;
        private int exact;
        private int skipped;
        private DrillReport.Structure structure = new DrillReport.Structure.NotChecked();

        static Findings of(String what) {
            Findings findings = new Findings();
            findings.add(what);
            return findings;
        }

        void add(String what) {
            if (wrong.size() < MOST_FINDINGS) {
                wrong.add(what);
            }
        }

        DrillReport report() {
            return new DrillReport(restore, start, tables, exact, skipped, structure, wrong);
        }
    }

    /** Removes what drills of killed processes left; see {@link DrillFolder#sweep}. */
    public int sweep() throws IOException {
        return DrillFolder.sweep(root, programs);
    }
}
