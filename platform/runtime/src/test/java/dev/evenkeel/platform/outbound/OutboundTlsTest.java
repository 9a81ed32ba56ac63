package dev.evenkeel.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.platform.outbound.AddressPolicy.PrivateAddresses;
import dev.evenkeel.platform.outbound.OutboundException.Reason;
import dev.evenkeel.platform.outbound.OutboundRequest.Version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundTlsTest {

    private static final String PASSWORD = "changeit";

    private final Vertx vertx = Vertx.vertx();

    private Path folder;
    private Path authority;
    private int port;
    private int onlyHttpOne;
    private int onlyTlsOneTwo;
    private int onlyForKnown;
    private String certificate;
    private String key;

    @BeforeAll
    void serve(@TempDir Path temporary) throws IOException, InterruptedException, GeneralSecurityException {
        folder = temporary;
        Path store = folder.resolve("server.p12");
        authority = folder.resolve("authority.pem");
        keytool("-genkeypair -alias s -keyalg EC -dname CN=server -validity 30 -ext san=dns:secure.example");
        keytool("-exportcert -rfc -alias s -file " + authority);
        keytool("-genkeypair -alias c -keyalg EC -dname CN=client -validity 30");
        Path client = folder.resolve("client.pem");
        keytool("-exportcert -rfc -alias c -file " + client);
        certificate = Files.readString(client);
        key = key(store, "c");
        var encrypted = new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions()
                        .setPath(store.toString())
                        .setPassword(PASSWORD)
                        .setAlias("s"));
        port = listen(encrypted);
        onlyHttpOne = listen(new HttpServerOptions(encrypted).setUseAlpn(false));
        onlyTlsOneTwo = listen(new HttpServerOptions(encrypted).setEnabledSecureTransportProtocols(Set.of("TLSv1.2")));
        onlyForKnown = listen(new HttpServerOptions(encrypted)
                .setClientAuth(ClientAuth.REQUIRED)
                .setTrustOptions(new PemTrustOptions().addCertPath(client.toString())));
    }

    /** In PEM, as it stands in a {@code key_file}. */
    private static String key(Path store, String alias) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            byte[] key = keys.getKey(alias, PASSWORD.toCharArray()).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        }
    }

    private int listen(HttpServerOptions options) {
        return vertx.createHttpServer(options)
                .requestHandler(request -> request.response()
                        .putHeader("X-Version", request.version().name())
                        .putHeader("X-Tls", tls(request.connection()))
                        .putHeader("X-Client", client(request.connection()))
                        .end(request.authority() + " " + request.connection().indicatedServerName()))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private static String tls(HttpConnection connection) {
        return connection.isSsl() ? connection.sslSession().getProtocol() : "";
    }

    /** Whose certificate it showed. */
    private static String client(HttpConnection connection) {
        try {
            List<Certificate> shown = connection.isSsl() ? connection.peerCertificates() : List.of();
            return shown.stream()
                    .map(each ->
                            ((X509Certificate) each).getSubjectX500Principal().getName())
                    .findFirst()
                    .orElse("");
        } catch (SSLPeerUnverifiedException none) {
            return "";
        }
    }

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theNameIsKeptForHostHeaderSniAndCertificateWhileTheAddressIsContacted() {
        OutboundResponse response = client(TrustedAuthorities.systemAnd(List.of(authority)))
                .send(OutboundRequest.get("https://secure.example:" + port + "/"))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(response.bodyText()).isEqualTo("secure.example:" + port + " secure.example");
        assertThat(response.timings().connect()).isPositive();
        assertThat(response.timings().tls()).isPositive();
        assertThat(response.certificateExpiry())
                .hasValueSatisfying(expiry -> assertThat(expiry)
                        .isCloseTo(Instant.now().plus(30, ChronoUnit.DAYS), within(1, ChronoUnit.HOURS)));
    }

    @Test
    void anUntrustedCertificateIsATlsFailure() {
        assertThat(fail(TrustedAuthorities.system(), "secure.example").reason()).isEqualTo(Reason.TLS);
    }

    @Test
    void aCertificateForAnotherNameIsATlsFailure() {
        assertThat(fail(TrustedAuthorities.systemAnd(List.of(authority)), "other.example")
                        .reason())
                .isEqualTo(Reason.TLS);
    }

    @Test
    void aPeerWithoutTlsIsATlsFailure() {
        int plain = vertx.createHttpServer()
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();

        OutboundException failure = catchThrowableOfType(
                OutboundException.class,
                () -> client(TrustedAuthorities.system())
                        .send(OutboundRequest.get("https://secure.example:" + plain + "/"))
                        .await()
                        .atMost(Duration.ofSeconds(10)));

        assertThat(failure.reason()).isEqualTo(Reason.TLS);
    }

    @Test
    void aRequestMayTrustAnAuthorityOfItsOwn() throws IOException {
        OutboundTls own = tls(Optional.of(Files.readString(authority)), Optional.empty(), false);

        OutboundResponse response =
                get(OutboundRequest.get("https://secure.example:" + port + "/").tls(own));

        assertThat(response.status()).isEqualTo(200);
        assertThat(fail(TrustedAuthorities.system(), "secure.example").reason()).isEqualTo(Reason.TLS);
    }

    @Test
    void aRequestMayAskForAnotherNameThanTheUrls() throws IOException {
        OutboundTls named = tls(Optional.of(Files.readString(authority)), Optional.of("secure.example"), false);

        OutboundResponse response =
                get(OutboundRequest.get("https://other.example:" + port + "/").tls(named));

        assertThat(response.bodyText()).isEqualTo("other.example:" + port + " secure.example");
    }

    @Test
    void aRequestMayTakeAnyCertificate() {
        OutboundTls any = tls(Optional.empty(), Optional.empty(), true);

        OutboundResponse response =
                get(OutboundRequest.get("https://other.example:" + port + "/").tls(any));

        assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void httpTwoIsSpokenToWhoeverOffersIt() {
        OutboundRequest request = OutboundRequest.post(
                        "https://secure.example:" + port + "/two", "text/plain", Buffer.buffer("body"))
                .tls(tls(Optional.empty(), Optional.empty(), true));

        OutboundResponse one = get(request);
        OutboundResponse two = get(request.version(Version.HTTP_2_IF_OFFERED));

        assertThat(one.header("X-Version")).hasValue("HTTP_1_1");
        assertThat(two.header("X-Version")).hasValue("HTTP_2");
        assertThat(two.bodyText()).isEqualTo("secure.example:" + port + " secure.example");
    }

    @Test
    void whoDoesNotOfferHttpTwoIsSpokenToAsBefore() {
        OutboundRequest request = OutboundRequest.get("https://secure.example:" + onlyHttpOne + "/")
                .tls(tls(Optional.empty(), Optional.empty(), true))
                .version(Version.HTTP_2_IF_OFFERED);

        assertThat(get(request).header("X-Version")).hasValue("HTTP_1_1");
    }

    @Test
    void httpTwoNeedsNoTlsIfItIsAskedForInAnyCase() {
        int plain = listen(new HttpServerOptions());

        OutboundResponse response =
                get(OutboundRequest.get("http://secure.example:" + plain + "/").version(Version.HTTP_2));

        assertThat(response.header("X-Version")).hasValue("HTTP_2");
    }

    @Test
    void aPeerThatAsksForACertificateIsShownIt() {
        OutboundRequest request = OutboundRequest.get("https://secure.example:" + onlyForKnown + "/");

        OutboundResponse known = get(request.tls(showing(certificate, key)));
        OutboundException stranger = catchThrowableOfType(
                OutboundException.class, () -> get(request.tls(tls(Optional.empty(), Optional.empty(), true))));

        assertThat(known.header("X-Client")).hasValue("CN=client");
        assertThat(stranger.reason()).isIn(Reason.TLS, Reason.PROTOCOL);
    }

    @Test
    void aKeyThatIsNoneKeepsTheConnectionFromComingAbout() {
        OutboundException failure = catchThrowableOfType(
                OutboundException.class,
                () -> get(OutboundRequest.get("https://secure.example:" + onlyForKnown + "/")
                        .tls(showing(certificate, "no key"))));

        assertThat(failure.reason()).isIn(Reason.TLS, Reason.CONNECT_FAILED);
    }

    @Test
    void theVersionOfTlsIsOneThatTheRequestAllows() {
        OutboundRequest anyPeer = OutboundRequest.get("https://secure.example:" + port + "/");
        OutboundRequest oldPeer = OutboundRequest.get("https://secure.example:" + onlyTlsOneTwo + "/");

        assertThat(get(anyPeer.tls(versions("TLSv1.2", "TLSv1.3"))).header("X-Tls"))
                .hasValue("TLSv1.3");
        assertThat(get(anyPeer.tls(versions("TLSv1.2", "TLSv1.2"))).header("X-Tls"))
                .hasValue("TLSv1.2");
        assertThat(get(oldPeer.tls(versions("TLSv1.2", "TLSv1.3"))).header("X-Tls"))
                .hasValue("TLSv1.2");
        assertThat(catchThrowableOfType(OutboundException.class, () -> get(oldPeer.tls(versions("TLSv1.3", "TLSv1.3"))))
                        .reason())
                .isEqualTo(Reason.TLS);
    }

    private static OutboundTls showing(String certificate, String key) {
        return new OutboundTls(
                Optional.empty(),
                Optional.of(certificate),
                Optional.of(key),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
    }

    private static OutboundTls versions(String least, String most) {
        return new OutboundTls(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.of(least),
                Optional.of(most));
    }

    @Test
    void anAuthorityThatIsNoneKeepsTheConnectionFromComingAbout() {
        OutboundTls broken = tls(Optional.of("no certificate"), Optional.empty(), false);

        OutboundException failure = catchThrowableOfType(
                OutboundException.class,
                () -> get(OutboundRequest.get("https://secure.example:" + port + "/")
                        .tls(broken)));

        assertThat(failure.reason()).isIn(Reason.TLS, Reason.CONNECT_FAILED);
    }

    private static OutboundTls tls(Optional<String> authorities, Optional<String> serverName, boolean insecure) {
        return new OutboundTls(
                authorities,
                Optional.empty(),
                Optional.empty(),
                serverName,
                insecure,
                Optional.of("TLSv1.2"),
                Optional.empty());
    }

    private OutboundResponse get(OutboundRequest request) {
        return client(TrustedAuthorities.system()).send(request).await().atMost(Duration.ofSeconds(10));
    }

    private OutboundException fail(TrustedAuthorities authorities, String name) {
        return catchThrowableOfType(
                OutboundException.class,
                () -> client(authorities)
                        .send(OutboundRequest.get("https://" + name + ":" + port + "/"))
                        .await()
                        .atMost(Duration.ofSeconds(10)));
    }

    private OutboundHttp client(TrustedAuthorities authorities) {
        NameLookup lookup = name -> List.of(InetAddress.ofLiteral("127.0.0.1"));
        var addresses = new OutboundAddresses(vertx, new AddressPolicy(PrivateAddresses.ALLOW, List.of()), lookup);
        var limits = new OutboundLimits(Duration.ofSeconds(3), Duration.ofSeconds(5), 1_000_000);
        return new OutboundHttp(vertx, addresses, limits, authorities, "1.2.3");
    }

    private void keytool(String arguments) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments.split(" ")));
        command.addAll(List.of(
                "-keystore", folder.resolve("server.p12").toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
