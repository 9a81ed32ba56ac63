package dev.evenkeel.alertrouter.notification;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What http_config says is done on the wire. */
@ServiceTest
class HttpConfigTest {

    private static final HttpSink SINK = HttpSink.start();
    private static final HttpSink TOKENS = HttpSink.start();
    private static int counter;

    private final String name = "HttpConfig" + counter++;

    @BeforeEach
    void forget() {
        SINK.reset();
        TOKENS.reset();
    }

    @AfterAll
    static void close() {
        SINK.close();
        TOKENS.close();
    }

    @Test
    void userNameAndPasswordMayComeFromFiles() throws IOException {
        secret("user", "anna\n");
        secret("password", "s3cret\n");

        HttpSink.Request told = tell("basic_auth: {username_file: user, password_file: password}");

        assertThat(told.header("Authorization"))
                .hasValue(
                        "Basic " + Base64.getEncoder().encodeToString("anna:s3cret".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aTokenFileIsReadAnewForEachRequest() throws IOException {
        secret("token", "first\n");
        String http = "authorization: {type: GenieKey, credentials_file: token}, follow_redirects: true";
        HttpSink.Request before = tell(http);
        secret("token", "second\n");

        SINK.reset();
        RouterUnderTest.post(alert("later")).statusCode(200);
        HttpSink.Request after = await();

        assertThat(before.header("Authorization")).hasValue("GenieKey first");
        assertThat(after.header("Authorization")).hasValue("GenieKey second");
    }

    @Test
    void headersAreSetFromValuesSecretsAndFiles() throws IOException {
        secret("header", "three\n");

        HttpSink.Request told =
                tell("http_headers: {X-Team: {values: [one], secrets: [two], files: [header]}}, bearer_token: t");

        assertThat(told.header("X-Team")).hasValue("one, two, three");
        assertThat(told.header("Authorization")).hasValue("Bearer t");
    }

    @Test
    void aRedirectIsFollowedUnlessTheConfigurationForbidsIt() {
        SINK.answer(request -> request.path().equals("/hook")
                ? HttpSink.Answer.status(307).with("Location", "/elsewhere")
                : HttpSink.Answer.status(200));

        tell("follow_redirects: true");

        Awaitility.await()
                .until(() ->
                        SINK.requests().stream().anyMatch(each -> each.path().equals("/elsewhere")));
    }

    @Test
    void aRedirectThatTheConfigurationForbidsIsNotFollowed() {
        SINK.answer(HttpSink.Answer.status(307).with("Location", "/elsewhere"));

        tell("follow_redirects: false");
        RouterUnderTest.flush();

        assertThat(SINK.requests()).extracting(HttpSink.Request::path).containsOnly("/hook");
    }

    @Test
    void aTokenIsAskedForOnceAndUsedUntilItEnds() {
        TOKENS.answer(
                HttpSink.Answer.json(200, "{\"access_token\":\"abc\",\"token_type\":\"bearer\",\"expires_in\":3600}"));
        String http = "oauth2: {client_id: 'us&them', client_secret: word, scopes: [a, b], endpoint_params: {x: 'y z'},"
                + " token_url: '" + TOKENS.url("/token-" + name) + "'}";
        HttpSink.Request told = tell(http);

        RouterUnderTest.post(alert("later")).statusCode(200);
        Awaitility.await().until(() -> {
            RouterUnderTest.flush();
            return SINK.requests().size() >= 2;
        });

        assertThat(told.header("Authorization")).hasValue("Bearer abc");
        assertThat(TOKENS.requests()).singleElement().satisfies(request -> {
            assertThat(request.body()).isEqualTo("grant_type=client_credentials&scope=a+b&x=y+z");
            assertThat(request.header("Authorization"))
                    .hasValue("Basic "
                            + Base64.getEncoder().encodeToString("us%26them:word".getBytes(StandardCharsets.UTF_8)));
        });
    }

    @Test
    void aServerThatWantsTheSecretInTheFormGetsItThere() {
        TOKENS.answer(request -> request.body().contains("client_secret=word")
                ? HttpSink.Answer.json(200, "{\"access_token\":\"abc\"}")
                : HttpSink.Answer.status(401));

        HttpSink.Request told =
                tell("oauth2: {client_id: us, client_secret: word, token_url: '" + TOKENS.url("/form-" + name) + "'}");

        assertThat(told.header("Authorization")).hasValue("Bearer abc");
    }

    @Test
    void aStatementSignedWithAKeyStandsForASecret() throws IOException, NoSuchAlgorithmException {
        TOKENS.answer(HttpSink.Answer.json(200, "{\"access_token\":\"signed\"}"));
        KeyPair pair = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        secret(
                "key.pem",
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");

        HttpSink.Request told = tell("oauth2: {client_id: us, client_certificate_key_file: key.pem, claims: {tier: 1},"
                + " grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', token_url: '"
                + TOKENS.url("/jwt-" + name) + "'}");

        assertThat(told.header("Authorization")).hasValue("Bearer signed");
        String assertion = TOKENS.requests().getFirst().body().replaceFirst(".*assertion=", "");
        var claims = new JsonObject(
                new String(Base64.getUrlDecoder().decode(assertion.split("\\.", -1)[1]), StandardCharsets.UTF_8));
        assertThat(claims.getString("iss")).isEqualTo("us");
        assertThat(claims.getInteger("tier")).isEqualTo(1);
        assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(3600);
    }

    @Test
    void aPlainRequestGoesThroughTheConfiguredProxy() {
        RouterUnderTest.configure(configuration("http://behind.example/hook", "proxy_url: '" + SINK.url("/") + "'"));
        RouterUnderTest.post(alert("a")).statusCode(200);

        assertThat(await().path()).isEqualTo("http://behind.example/hook");
    }

    @Test
    void whoIsExceptedFromTheProxyIsSpokenToWithoutIt() {
        HttpSink.Request told = tell("proxy_url: '" + TOKENS.url("/") + "', no_proxy: 'other.example,127.0.0.1'");

        assertThat(told.path()).isEqualTo("/hook");
        assertThat(TOKENS.requests()).isEmpty();
    }

    @Test
    void certificatesKeyAndVersionsOfTlsAreThoseOfTheConfiguration() throws IOException {
        TestCertificate server = TestCertificate.make();
        TestCertificate client = TestCertificate.make("client");
        secret("ca.pem", server.certificate());
        secret("client.pem", client.certificate());
        secret("client.key", client.key());
        String tls = "tls_config: {ca_file: ca.pem, cert_file: client.pem, key_file: client.key, ";
        try (var peer = new TlsPeer(server, Optional.of(client))) {
            TlsPeer.Visit before = visit(peer, "a", tls + "max_version: TLS12}");
            TlsPeer.Visit after = visit(peer, "b", tls + "min_version: TLS13}");

            assertThat(before).isEqualTo(new TlsPeer.Visit("HTTP_2", "TLSv1.2", "CN=client"));
            assertThat(after).isEqualTo(new TlsPeer.Visit("HTTP_2", "TLSv1.3", "CN=client"));
        }
    }

    @Test
    void httpTwoIsSpokenUnlessTheConfigurationForbidsIt() {
        String any = "tls_config: {insecure_skip_verify: true}";
        try (var peer = new TlsPeer(TestCertificate.make(), Optional.empty())) {
            TlsPeer.Visit usual = visit(peer, "a", any);
            TlsPeer.Visit forbidden = visit(peer, "b", any + ", enable_http2: false");

            assertThat(usual.http()).isEqualTo("HTTP_2");
            assertThat(forbidden.http()).isEqualTo("HTTP_1_1");
        }
    }

    private TlsPeer.Visit visit(TlsPeer peer, String instance, String httpConfig) {
        int before = peer.visits().size();
        RouterUnderTest.configure(configuration(peer.url(), httpConfig));
        RouterUnderTest.post(alert(instance)).statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            RouterUnderTest.flush();
            return peer.visits().size() > before;
        });
        return peer.visits().getLast();
    }

    private HttpSink.Request tell(String httpConfig) {
        RouterUnderTest.configure(configuration(SINK.url("/hook").toString(), httpConfig));
        RouterUnderTest.post(alert("a")).statusCode(200);
        return await();
    }

    private static HttpSink.Request await() {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            RouterUnderTest.flush();
            return !SINK.requests().isEmpty();
        });
        return SINK.requests().getFirst();
    }

    private static String configuration(String url, String httpConfig) {
        return """
                route: {receiver: team, group_by: ['...'], group_wait: 0s}
                receivers:
                - name: team
                  webhook_configs:
                  - url: %s
                    http_config: {%s}
                """.formatted(url, httpConfig);
    }

    private static void secret(String file, String text) throws IOException {
        Path folder = Path.of(ConfigProvider.getConfig().getValue("evenkeel.configuration.folder", String.class));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(file), text);
    }

    private String alert(String instance) {
        return "[{\"labels\":{\"alertname\":\"%s\",\"instance\":\"%s\"}}]".formatted(name, instance);
    }
}
