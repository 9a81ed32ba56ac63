package dev.evenkeel.alertrouter.notification;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.evenkeel.alertrouter.RealAlertmanager;
import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** A real Alertmanager and ours say the same to a mail server, and send the same mail. */
@ServiceTest
class EmailDropInTest {

    private static final String CONFIGURATION = """
            global:
              smtp_smarthost: 'SINK'
              smtp_from: 'Alerts <alerts@example.org>'
              smtp_hello: router.example
            route:
              receiver: nobody
              routes: [{receiver: team, matchers: [alertname=ALERT], group_by: [alertname], group_wait: 1s, group_interval: 1h}]
            receivers:
            - name: nobody
            - name: team
              email_configs:
              - to: 'Anna <anna@example.org>, bea@example.org'
                headers: {subject: 'Schön: {{ .GroupLabels.alertname }} {{ .CommonLabels.cluster }}', x-severity: '{{ .CommonLabels.severity }}'}
                text: "{{ range .Alerts }}{{ .Labels.instance }} ist größer = schlecht, und zwar so sehr, dass eine Zeile dafür nicht reicht\n.\n{{ end }}"
                html: '<p>{{ .CommonAnnotations.summary }}</p><a href="http://x.example/?a={{ .CommonLabels.cluster }}">x</a>'
                OPTIONS
            """;

    // 0.25 asks for STARTTLS even where TLS is spoken already
    private static final String OVER_TLS = "require_tls: false\n    tls_config: {insecure_skip_verify: true}";

    private static int counter;

    private final TestCertificate certificate = TestCertificate.make();
    private final String name = "Mailed" + counter++;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            8BITMIME;AUTH PLAIN LOGIN            | require_tls: false
            AUTH PLAIN LOGIN                     | {require_tls: false, auth_username: anna, auth_password: word, auth_identity: me}
            AUTH LOGIN PLAIN                     | {require_tls: false, auth_username: anna, auth_password: 'wörd'}
            AUTH NTLM LOGIN                      | {require_tls: false, auth_username: anna, auth_password: word}
            AUTH CRAM-MD5 PLAIN                  | {require_tls: false, auth_username: anna, auth_secret: secret}
            AUTH CRAM-MD5 PLAIN                  | {require_tls: false, auth_username: anna, auth_password: word}
            STARTTLS                             | {require_tls: false}
            STARTTLS;SMTPUTF8                    | {tls_config: {insecure_skip_verify: true}}
            STARTTLS;AUTH PLAIN                  | {tls_config: {insecure_skip_verify: true}, auth_username: anna, auth_password: word}
            """)
    void theSameIsSaidAndSent(String extensions, String options) throws IOException, MessagingException {
        List<String> offered = List.of(extensions.split(";", -1));
        try (var theirSink = new ScriptedSmtp("127.0.0.1", 0, certificate, offered, false);
                var ourSink = new ScriptedSmtp("127.0.0.1", 0, certificate, offered, false)) {
            bothTell(theirSink, "127.0.0.1", ourSink, "127.0.0.1", options);

            assertThat(ourSink.dialog()).isEqualTo(theirSink.dialog());
            assertThat(content(ourSink)).isEqualTo(content(theirSink));
        }
    }

    @Test
    void port465MeansTlsFromTheBeginning() throws IOException, MessagingException {
        try (var theirSink = new ScriptedSmtp("127.0.0.1", 465, certificate, List.of("AUTH PLAIN"), true);
                var ourSink = new ScriptedSmtp("127.0.0.2", 465, certificate, List.of("AUTH PLAIN"), true)) {
            bothTell(theirSink, "127.0.0.1", ourSink, "127.0.0.2", OVER_TLS);

            assertThat(ourSink.dialog()).isEqualTo(theirSink.dialog());
            assertThat(content(ourSink)).isEqualTo(content(theirSink));
        } catch (BindException notAllowed) {
            Assumptions.abort("nobody but root may listen on port 465");
        }
    }

    @Test
    void tlsFromTheBeginningCanBeAskedForOnAnyPort() throws IOException {
        try (var sink = new ScriptedSmtp("127.0.0.1", 0, certificate, List.of("AUTH PLAIN"), true)) {
            oursTells(sink, "127.0.0.1", "force_implicit_tls: true\n    tls_config: {insecure_skip_verify: true}");

            assertThat(sink.dialog().getFirst()).startsWith("EHLO");
            assertThat(sink.dialog()).doesNotContain("STARTTLS");
        }
    }

    @Test
    void port465MayBeSpokenToWithoutTlsFromTheBeginning() throws IOException {
        try (var sink = new ScriptedSmtp("127.0.0.3", 465, certificate, List.of("STARTTLS"), false)) {
            oursTells(sink, "127.0.0.3", "force_implicit_tls: false\n    tls_config: {insecure_skip_verify: true}");

            assertThat(sink.dialog()).contains("STARTTLS");
        } catch (BindException notAllowed) {
            Assumptions.abort("nobody but root may listen on port 465");
        }
    }

    /** Of what Debian's Alertmanager does not know yet. */
    private void oursTells(ScriptedSmtp sink, String host, String options) {
        RouterUnderTest.configure(configuration(host, sink, options));
        RouterUnderTest.post(alerts()).statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
            RouterUnderTest.flush();
            return !sink.mails().isEmpty();
        });
    }

    @Test
    void withoutStartTlsNothingIsSentIfItIsRequired() throws IOException {
        try (var sink = new ScriptedSmtp("127.0.0.1", 0, certificate, List.of("8BITMIME"), false)) {
            RouterUnderTest.configure(configuration("127.0.0.1", sink, "require_tls: true"));
            RouterUnderTest.post(alerts()).statusCode(200);

            Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
                RouterUnderTest.flush();
                return !sink.dialog().isEmpty();
            });

            assertThat(sink.dialog()).allMatch(line -> line.startsWith("EHLO"));
            assertThat(sink.mails()).isEmpty();
        }
    }

    private void bothTell(
            ScriptedSmtp theirSink, String theirHost, ScriptedSmtp ourSink, String ourHost, String options) {
        String more = options.startsWith("{") ? options.substring(1, options.length() - 1) : options;
        // one line each, since what follows a comma may be a mapping of its own
        String lines = more.replace(", auth", "\n    auth");
        try (RealAlertmanager theirs = RealAlertmanager.start(configuration(theirHost, theirSink, lines))) {
            RouterUnderTest.configure(configuration(ourHost, ourSink, lines));
            assertThat(theirs.post("/api/v2/alerts", alerts()).status()).isEqualTo(200);
            RouterUnderTest.post(alerts()).statusCode(200);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                RouterUnderTest.flush();
                return !theirSink.mails().isEmpty() && !ourSink.mails().isEmpty();
            });
        }
    }

    private String configuration(String host, ScriptedSmtp sink, String options) {
        return CONFIGURATION
                .replace("ALERT", name)
                .replace("SINK", host + ":" + sink.port())
                .replace("OPTIONS", options);
    }

    private String alerts() {
        return "[{\"labels\":{\"alertname\":\"%s\",\"instance\":\"a\",\"severity\":\"critical\",\"cluster\":\"ü 1&2\"},"
                        .formatted(name)
                + "\"annotations\":{\"summary\":\"<b> full\"}}]";
    }

    /** Headers and parts, without what is new in each mail. */
    private static Map<String, Object> content(ScriptedSmtp sink) throws MessagingException, IOException {
        var mail = new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(sink.mails().getFirst().getBytes(StandardCharsets.UTF_8)));
        var content = new TreeMap<String, Object>();
        for (Header header : Collections.list(mail.getAllHeaders())) {
            content.put(header.getName(), MimeUtility.decodeText(MimeUtility.unfold(header.getValue())));
        }
        content.keySet().removeAll(List.of("Message-Id", "Date"));
        content.computeIfPresent(
                "Content-Type", (each, value) -> value.toString().replaceFirst("boundary=.*", ""));
        var parts = (MimeMultipart) mail.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            content.put(
                    "part " + i,
                    parts.getBodyPart(i).getContentType() + "\n"
                            + parts.getBodyPart(i).getContent());
        }
        return content;
    }
}
