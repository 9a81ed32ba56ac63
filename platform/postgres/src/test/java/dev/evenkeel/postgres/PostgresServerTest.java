package dev.evenkeel.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.postgres.PostgresException.Reason;
import dev.evenkeel.postgres.ServerStatus.NotInitialised;
import dev.evenkeel.postgres.ServerStatus.Running;
import dev.evenkeel.postgres.ServerStatus.Stopped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PostgresServerTest {

    private static PostgresPrograms programs;

    private Path folder;
    private PostgresServer server;

    @BeforeAll
    static void unpackPrograms() {
        programs = PostgresPrograms.unpackedInto(Path.of(System.getProperty("java.io.tmpdir"), "evenkeel-programs"));
    }

    @BeforeEach
    void anEmptyFolder() throws IOException {
        folder = TestFolders.openToAll();
        server = serverOn(folder.resolve("data"), freePort()).build();
    }

    @AfterEach
    void leaveNothing() throws IOException {
        server.abort();
        Folders.delete(folder);
    }

    @Test
    void initialisesStartsAcceptsConnectionsAndStops() {
        assertThat(server.status()).isEqualTo(new NotInitialised());

        assertThat(server.initialise("owner", "secret")).isTrue();
        assertThat(server.status()).isEqualTo(new Stopped());

        Running running = server.start();
        assertThat(running.acceptsConnections()).isTrue();
        assertThat(server.status()).isEqualTo(running);
        assertThat(accepts(running.port())).isTrue();

        server.stop();
        assertThat(server.status()).isEqualTo(new Stopped());
        assertThat(accepts(running.port())).isFalse();
    }

    @Test
    void theServerIsToldToKeepTheMemoryOfOneStatementForTheNext() throws IOException {
        server.initialise("owner", "secret");

        Running running = server.start();

        assertThat(Files.readString(Path.of("/proc/%d/environ".formatted(running.pid())))
                        .split("\0"))
                .contains("MALLOC_TRIM_THRESHOLD_=4194304", "MALLOC_MMAP_THRESHOLD_=4194304");
    }

    @Test
    void aSecondInitialisationLeavesTheClusterAsItIs() throws IOException {
        server.initialise("owner", "secret");
        Files.writeString(folder.resolve("data/postgresql.conf"), "# mine\n");

        assertThat(server.initialise("owner", "secret")).isFalse();
        assertThat(folder.resolve("data/postgresql.conf")).hasContent("# mine");
    }

    @Test
    void aSecondStartFindsTheRunningServer() {
        server.initialise("owner", "secret");
        Running first = server.start();

        assertThat(server.start()).isEqualTo(first);
        assertThat(serverOn(folder.resolve("data"), freePort()).build().start()).isEqualTo(first);
    }

    @Test
    void recoversAfterTheServerWasKilled() throws Exception {
        server.initialise("owner", "secret");
        Running killed = server.start();
        ProcessHandle process = ProcessHandle.of(killed.pid()).orElseThrow();
        process.destroyForcibly();
        process.onExit().get(10, TimeUnit.SECONDS);
        assertThat(server.status()).isEqualTo(new Stopped());
        assertThat(folder.resolve("data/postmaster.pid")).exists();

        Running recovered = server.start();

        assertThat(recovered.pid()).isNotEqualTo(killed.pid());
        assertThat(recovered.acceptsConnections()).isTrue();
        assertThat(server.endOfLog()).contains("automatic recovery");
    }

    @Test
    void aStalePidThatIsAnotherProgramNowIsNotTakenForAServer() throws IOException {
        server.initialise("owner", "secret");
        Files.writeString(
                folder.resolve("data/postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + folder.resolve("data") + "\n1\n5432\n\n127.0.0.1\n\nready\n");

        assertThat(server.status()).isEqualTo(new Stopped());
        assertThat(server.start().acceptsConnections()).isTrue();
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        server.initialise("owner", "secret");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            PostgresServer unlucky =
                    serverOn(folder.resolve("data"), taken.getLocalPort()).build();

            assertThatThrownBy(unlucky::start)
                    .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
                    .extracting("reason")
                    .isEqualTo(Reason.PORT_TAKEN);
        }
    }

    @Test
    void aWrongSettingIsShownWithTheEndOfTheLog() {
        server.initialise("owner", "secret");
        PostgresServer wrong = serverOn(folder.resolve("data"), freePort())
                .setting("shared_buffers", "a lot")
                .build();

        assertThatThrownBy(wrong::start)
                .hasMessageContaining("invalid value for parameter \"shared_buffers\": \"a lot\"")
                .hasMessageContaining(wrong.logFile().toString())
                .extracting("reason")
                .isEqualTo(Reason.FAILED);
    }

    @Test
    void aClusterOfAnotherMajorVersionIsRefused() throws IOException {
        server.initialise("owner", "secret");
        Files.writeString(folder.resolve("data/PG_VERSION"), "15\n");

        assertThatThrownBy(server::start)
                .hasMessageContaining("was made by PostgreSQL 15, and these programs are PostgreSQL 18")
                .extracting("reason")
                .isEqualTo(Reason.WRONG_VERSION);
    }

    @Test
    void aFolderThatHoldsOtherThingsIsNotInitialised() throws IOException {
        Files.createDirectory(folder.resolve("data"));
        Files.writeString(folder.resolve("data/thesis.txt"), "precious");

        assertThatThrownBy(() -> server.initialise("owner", "secret"))
                .extracting("reason")
                .isEqualTo(Reason.NOT_EMPTY);
        assertThat(folder.resolve("data/thesis.txt")).hasContent("precious");
    }

    @Test
    void whatAnInterruptedInitialisationLeftIsSweptAway() throws IOException {
        Files.createDirectory(folder.resolve(".data.initialising"));
        Files.writeString(folder.resolve(".data.initialising/PG_VERSION"), "18\n");

        assertThat(server.initialise("owner", "secret")).isTrue();
        assertThat(folder.resolve(".data.initialising")).doesNotExist();
        assertThat(server.start().acceptsConnections()).isTrue();
    }

    @Test
    void startingOnNothingIsRefused() {
        assertThatThrownBy(server::start).extracting("reason").isEqualTo(Reason.NOT_INITIALISED);
    }

    @Test
    void aClusterWithoutConfigurationFilesAsDebianMakesThemStarts() throws IOException {
        server.initialise("owner", "secret");
        for (String name : List.of("postgresql.conf", "pg_hba.conf", "pg_ident.conf")) {
            Files.delete(folder.resolve("data").resolve(name));
        }

        assertThat(server.start().acceptsConnections()).isTrue();
    }

    @Test
    void clientAuthenticationOfTheFolderCanBeReplaced() {
        server.initialise("owner", "secret");
        PostgresServer drill = serverOn(folder.resolve("data"), freePort())
                .clientAuthentication("host all all 127.0.0.1/32 scram-sha-256\n")
                .build();

        assertThat(drill.start().acceptsConnections()).isTrue();
        assertThat(folder.resolve("data/evenkeel_hba.conf")).exists();
    }

    private static PostgresServer.Builder serverOn(Path data, int port) {
        return PostgresServer.on(data).programs(programs).port(port).withoutDurability();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean accepts(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
