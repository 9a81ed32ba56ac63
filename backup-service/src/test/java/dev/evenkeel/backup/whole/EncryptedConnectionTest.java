package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.replication.ConnectionSettings;
import dev.evenkeel.backup.replication.PostgresConnection;
import dev.evenkeel.backup.replication.ReplicationException;
import dev.evenkeel.backup.replication.ServerAddress;
import dev.evenkeel.backup.replication.SslMode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The server's certificate is for "localhost" and signed by itself. */
class EncryptedConnectionTest {

    private static final byte[] NOBODY = {127, (byte) 255, (byte) 255, (byte) 254};

    private static final String STORE_PASSWORD = "only-for-tests";

    private static RealServer server;
    private static Path certificate;

    @BeforeAll
    static void startWithTls() throws Exception {
        Path folder = RealServer.newFolder();
        certificate = folder.resolve("server.crt");
        Path key = folder.resolve("server.key");
        makeCertificate(folder.resolve("store.p12"), certificate, key);
        server = RealServer.start(RealServer.bundled(), folder, Map.of());
        server.own(key);
        server.sql("ALTER SYSTEM SET ssl_cert_file = '" + certificate + "'");
        server.sql("ALTER SYSTEM SET ssl_key_file = '" + key + "'");
        server.sql("ALTER SYSTEM SET ssl = on");
        server.sql("SELECT pg_reload_conf()");
        Awaitility.await().until(() -> isEncrypted("127.0.0.1", SslMode.PREFER, Optional.empty()));
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void aCertificateThatNamesTheHostIsAccepted() throws IOException {
        assertThat(isEncrypted("localhost", SslMode.VERIFY_FULL, Optional.of(certificate)))
                .isTrue();
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        assertThatThrownBy(() -> isEncrypted("127.0.0.1", SslMode.VERIFY_FULL, Optional.of(certificate)))
                .isInstanceOf(ReplicationException.AuthenticationFailed.class)
                .hasMessageContaining("TLS");
    }

    @Test
    void aCertificateThatNobodyTrustedSignedIsRefused() {
        assertThatThrownBy(() -> isEncrypted("localhost", SslMode.VERIFY_FULL, Optional.empty()))
                .isInstanceOf(ReplicationException.AuthenticationFailed.class);
    }

    @Test
    void requiredTlsIsUsedWithoutLookingAtTheCertificate() throws IOException {
        assertThat(isEncrypted("127.0.0.1", SslMode.REQUIRE, Optional.empty())).isTrue();
    }

    @Test
    void disabledTlsIsNotUsed() throws IOException {
        assertThat(isEncrypted("127.0.0.1", SslMode.DISABLE, Optional.empty())).isFalse();
    }

    @Test
    void requiredTlsIsNotDoneWithout() throws IOException {
        try (RealServer plain = RealServer.start(RealServer.bundled())) {
            ConnectionSettings settings = plain.connection().withSsl(SslMode.REQUIRE, Optional.empty());

            assertThatThrownBy(() -> PostgresConnection.forReplication(settings))
                    .isInstanceOf(ReplicationException.AuthenticationFailed.class)
                    .hasMessageContaining("no TLS");
        }
    }

    @Test
    void theCertificateIsForTheNameWhileTheConnectionGoesToTheAddressThatWasFoundForIt() throws IOException {
        List<String> asked = new ArrayList<>();
        ConnectionSettings settings = settings("localhost", SslMode.VERIFY_FULL, Optional.of(certificate))
                .withHosts(host -> {
                    asked.add(host);
                    return List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
                });

        PostgresConnection.forSql(settings, "postgres").close();

        assertThat(asked).containsExactly("localhost");
    }

    @Test
    void theNameOfACertificateDoesNotChangeWithTheAddressThatIsFoundForIt() {
        ConnectionSettings settings = settings("elsewhere.example", SslMode.VERIFY_FULL, Optional.of(certificate))
                .withHosts(host -> List.of(InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));

        assertThatThrownBy(() -> PostgresConnection.forSql(settings, "postgres"))
                .isInstanceOf(ReplicationException.AuthenticationFailed.class)
                .hasMessageContaining("TLS");
    }

    @Test
    void theNextAddressIsTriedWhenNobodyListensAtTheFirst() throws IOException {
        ConnectionSettings settings = settings("db.example", SslMode.REQUIRE, Optional.empty())
                .withHosts(host ->
                        List.of(InetAddress.getByAddress(NOBODY), InetAddress.getByAddress(new byte[] {127, 0, 0, 1})));

        try (PostgresConnection connection = PostgresConnection.forSql(settings, "postgres")) {
            assertThat(connection.query("SELECT 1")).hasSize(1);
        }
    }

    private static ConnectionSettings settings(String host, SslMode mode, Optional<Path> authorities) {
        return ConnectionSettings.of(new ServerAddress.Tcp(host, server.port()), RealServer.SUPERUSER)
                .withPassword(() -> Optional.of(RealServer.PASSWORD))
                .withSsl(mode, authorities);
    }

    private static boolean isEncrypted(String host, SslMode mode, Optional<Path> authorities) throws IOException {
        try (PostgresConnection connection = PostgresConnection.forSql(settings(host, mode, authorities), "postgres")) {
            return connection
                    .query("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
                    .getFirst()
                    .getFirst()
                    .orElseThrow()
                    .equals("t");
        }
    }

    private static void makeCertificate(Path store, Path certificate, Path key) throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        STORE_PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore made = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            made.load(in, STORE_PASSWORD.toCharArray());
        }
        pem(certificate, "CERTIFICATE", made.getCertificate("server").getEncoded());
        pem(
                key,
                "PRIVATE KEY",
                made.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded());
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }

    private static void pem(Path file, String kind, byte[] content) throws IOException {
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                        + "-----\n");
    }
}
