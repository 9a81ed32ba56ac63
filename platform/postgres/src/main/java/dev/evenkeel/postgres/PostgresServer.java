package dev.evenkeel.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.postgres.PostgresException.Reason;
import dev.evenkeel.postgres.ServerStatus.NotInitialised;
import dev.evenkeel.postgres.ServerStatus.Running;
import dev.evenkeel.postgres.ServerStatus.Stopped;

/**
 * One PostgreSQL server on one data folder.
 *
 * <p>The server is a process of its own: it outlives this object and this JVM, and everything known about it is read
 * from the data folder and the process table each time. Two objects for the same folder are therefore two views of the
 * same server. Use an object from one thread at a time.
 *
 * <pre>
 *   NotInitialised --initialise()--> Stopped --start()--> Running --stop()--> Stopped
 *                                       ^                    |
 *                                       +---- kill -9 -------+   start() recovers
 * </pre>
 *
 * <p>It listens on TCP only. Root runs it as an ordinary user, see {@link RunAs}.
 */
public final class PostgresServer {

    private static final Duration ORPHANS_LEAVE_WITHIN = Duration.ofSeconds(15);

    /**
     * Up to 4 MiB of what a statement used is kept for the next one. Otherwise glibc gives it back to the system after each
     * large statement, to get it anew, cleared, for the next: an eighth of the time of writing alerts. Others ignore it.
     */
    private static final Map<String, String> KEEPING_MEMORY =
            Map.of("MALLOC_MMAP_THRESHOLD_", "4194304", "MALLOC_TRIM_THRESHOLD_", "4194304");

    private final Path dataFolder;
    private final PostgresPrograms programs;
    private final int port;
    private final String listenAddress;
    private final Map<String, String> settings;
    private final Optional<String> clientAuthentication;
    private final Path logFile;
    private final Duration patience;
    private final RunAs runAs;
    private final boolean durable;

    private PostgresServer(Builder builder) {
        this.dataFolder = builder.dataFolder.toAbsolutePath().normalize();
        this.programs = builder.programs;
        this.port = builder.port;
        this.listenAddress = builder.listenAddress;
        this.settings = Map.copyOf(builder.settings);
        this.clientAuthentication = builder.clientAuthentication;
        this.logFile = builder.logFile
                .orElse(dataFolder.resolveSibling(dataFolder.getFileName() + ".log"))
                .toAbsolutePath();
        this.patience = builder.patience;
        this.durable = builder.durable;
        this.runAs = builder.runAs.orElseGet(() -> RunAs.forFolder(dataFolder));
    }

    /** Begins to describe the server of a data folder, which need not exist yet. */
    public static Builder on(Path dataFolder) {
        return new Builder(dataFolder);
    }

    /**
     * Makes a database cluster in the data folder: UTF-8 with the C.UTF-8 order where the version has it built in,
     * checksums on, passwords hashed with SCRAM-SHA-256, our own {@code postgresql.conf} and {@code pg_hba.conf}.
     * A cluster that is there already is left as it is. An interrupted initialisation leaves no half-made cluster.
     *
     * @param superuser the name of the first role
     * @param password its password
     * @return whether a cluster was made
     */
    public boolean initialise(String superuser, String password) {
        if (isInitialised()) {
            return false;
        }
        new ClusterInitialisation(programs, runAs, dataFolder, durable, patience).make(superuser, password);
        return true;
    }

    /**
     * Starts the server and waits until it accepts connections; after a crash that includes recovery. Does nothing if
     * it runs already, on whatever port that is.
     *
     * <p>Works on any cluster of the right major version, wherever it came from: configuration files that the folder
     * lacks are written, and when we are root a folder that belongs to root is given to the user that PostgreSQL runs as.
     *
     * @return the running server
     * @throws PostgresException with the reasons of {@link Reason}; the message ends with the end of the server's log
     */
    public Running start() {
        if (!isInitialised()) {
            throw new PostgresException(Reason.NOT_INITIALISED, "There is no database cluster in " + dataFolder);
        }
        if (status() instanceof Running running && running.acceptsConnections()) {
            return running;
        }
        DataFolder folder = new DataFolder(dataFolder, runAs);
        folder.mustBeOfVersion(programs.majorVersion());
        folder.handOver();
        folder.writeMissingConfiguration();
        folder.forgetStalePid();
        runAs.mustReach(programs.bin());
        ServerLog log = ServerLog.open(logFile, runAs);
        if (!(status() instanceof Running)) {
            portMustBeFree();
        }
        launch(log);
        if (status() instanceof Running running && running.acceptsConnections()) {
            return running;
        }
        throw log.failure("PostgreSQL on " + dataFolder + " stopped right after it had started");
    }

    private void launch(ServerLog log) {
        long giveUp = System.nanoTime() + ORPHANS_LEAVE_WITHIN.toNanos();
        while (true) {
            log.mark();
            Program.Outcome outcome = pgCtl(
                    "start",
                    "--wait",
                    "--timeout=" + patience.toSeconds(),
                    "--log=" + logFile,
                    "--options=" + new CommandLineSettings(allSettings()).quoted());
            if (outcome.succeeded()) {
                return;
            }
            // Children of a killed server hold its shared memory until they notice that their parent is gone.
            if (!log.sinceMark().contains("is still in use") || System.nanoTime() > giveUp) {
                throw log.failure("PostgreSQL on " + dataFolder + " did not start");
            }
            pause();
        }
    }

    /** Stops the server: clients are disconnected, everything is flushed. Does nothing if it does not run. */
    public void stop() {
        stop("fast");
    }

    /**
     * Stops the server as a crash would, without flushing. For servers whose data nobody wants any more; others
     * recover at the next start.
     */
    public void abort() {
        stop("immediate");
    }

    private void stop(String mode) {
        if (!(status() instanceof Running)) {
            return;
        }
        Program.Outcome outcome = pgCtl("stop", "--wait", "--timeout=" + patience.toSeconds(), "--mode=" + mode);
        if (!outcome.succeeded() && status() instanceof Running(long pid, int atPort, boolean ready)) {
            throw new PostgresException(
                    Reason.TIMED_OUT,
                    "PostgreSQL on " + dataFolder + " (pid " + pid + ") did not stop within " + patience.toSeconds()
                            + " s: " + outcome.output());
        }
    }

    /** What the server is doing now. */
    public ServerStatus status() {
        if (!isInitialised()) {
            return new NotInitialised();
        }
        return PostmasterPid.read(dataFolder)
                .filter(pid -> pid.serves(dataFolder))
                .<ServerStatus>map(pid -> new Running(pid.pid(), pid.port(), pid.ready()))
                .orElseGet(Stopped::new);
    }

    /** The last lines that the server has logged; empty if it never ran. */
    public String endOfLog() {
        return ServerLog.endOf(logFile);
    }

    public Path dataFolder() {
        return dataFolder;
    }

    public Path logFile() {
        return logFile;
    }

    /** The user that the server's programs run as. */
    public RunAs runAs() {
        return runAs;
    }

    private boolean isInitialised() {
        return Files.exists(dataFolder.resolve("PG_VERSION"));
    }

    private Program.Outcome pgCtl(String action, String... arguments) {
        List<String> command = new ArrayList<>(List.of(programs.pgCtl(), action, "--pgdata=" + dataFolder, "--silent"));
        command.addAll(List.of(arguments));
        return Program.run(runAs.wrap(command), KEEPING_MEMORY, patience.plusSeconds(20));
    }

    private Map<String, String> allSettings() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("port", Integer.toString(port));
        all.put("listen_addresses", listenAddress);
        all.put("unix_socket_directories", "");
        // The console log is the one whose end we show; a cluster from elsewhere may have collected it into files.
        all.put("logging_collector", "off");
        all.put("log_destination", "stderr");
        clientAuthentication.ifPresent(lines -> all.put(
                "hba_file",
                new DataFolder(dataFolder, runAs)
                        .write("evenkeel_hba.conf", lines)
                        .toString()));
        all.putAll(settings);
        return all;
    }

    private void portMustBeFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.bind(new InetSocketAddress(InetAddress.getByName(listenAddress), port));
        } catch (IOException e) {
            throw new PostgresException(
                    Reason.PORT_TAKEN,
                    "PostgreSQL cannot listen on " + listenAddress + ":" + port + ": " + e.getMessage()
                            + ". Something else may use this port.",
                    e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresException(Reason.FAILED, "Interrupted while waiting for an old server to leave", e);
        }
    }

    /** Describes a server. Only the programs are required. */
    public static final class Builder {

        private final Path dataFolder;
        private PostgresPrograms programs;
        private int port = 5432;
        private String listenAddress = "127.0.0.1";
        private final Map<String, String> settings = new LinkedHashMap<>();
        private Optional<String> clientAuthentication = Optional.empty();
        private Optional<Path> logFile = Optional.empty();
        private Duration patience = Duration.ofSeconds(60);
        private Optional<RunAs> runAs = Optional.empty();
        private boolean durable = true;

        private Builder(Path dataFolder) {
            this.dataFolder = dataFolder;
        }

        public Builder programs(PostgresPrograms programs) {
            this.programs = programs;
            return this;
        }

        /** The TCP port, 1 to 65535; 5432 if not said. */
        public Builder port(int port) {
            if (port < 1 || port > 65535) {
                throw new IllegalArgumentException("A port is 1 to 65535, not " + port);
            }
            this.port = port;
            return this;
        }

        /** The one address to listen on; 127.0.0.1 if not said. */
        public Builder listenAddress(String address) {
            this.listenAddress = address;
            return this;
        }

        /** A setting for this start, stronger than the folder's {@code postgresql.conf}. */
        public Builder setting(String name, String value) {
            settings.put(name, value);
            return this;
        }

        /** Trades durability for speed: nothing is flushed, a crash loses the cluster. For tests. */
        public Builder withoutDurability() {
            durable = false;
            return setting("fsync", "off").setting("synchronous_commit", "off").setting("full_page_writes", "off");
        }

        /**
         * Who may connect, in the format of {@code pg_hba.conf}, in place of what the folder says. For clusters that
         * come from elsewhere.
         */
        public Builder clientAuthentication(String lines) {
            this.clientAuthentication = Optional.of(lines);
            return this;
        }

        /** Where the server logs; beside the data folder, with the suffix {@code .log}, if not said. */
        public Builder logFile(Path file) {
            this.logFile = Optional.of(file);
            return this;
        }

        /** How long a start (with recovery), a stop or an initialisation may take; 60 s if not said. */
        public Builder patience(Duration patience) {
            this.patience = patience;
            return this;
        }

        /** The user to run as; chosen by {@link RunAs#forFolder} if not said. */
        public Builder runAs(RunAs runAs) {
            this.runAs = Optional.of(runAs);
            return this;
        }

        public PostgresServer build() {
            if (programs == null) {
                throw new IllegalStateException("Name the PostgreSQL programs to use");
            }
            return new PostgresServer(this);
        }
    }
}
