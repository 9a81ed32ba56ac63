package dev.evenkeel.alertrouter.notification.email;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.testing.ServiceTest;
import dev.evenkeel.testing.SmtpSink;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class EmailTest {

    private static int counter;

    private final SmtpSink sink = SmtpSink.start();
    private final String name = "Mail" + counter++;

    @AfterEach
    void close() {
        sink.close();
    }

    @Test
    void aMailHasBothTextsAndTheHeadersThatAreAskedFor() throws MessagingException, IOException {
        configure("{to: 'Anna <anna@example.org>, \"B, C\" <bc@example.org>', from: alerts@example.org,"
                + " headers: {subject: 'Schön: {{ .GroupLabels.alertname }}', X-Severity: '{{ .CommonLabels.severity }}'},"
                + " text: \"{{ range .Alerts }}{{ .Labels.instance }} ist größer = schlecht\\n.\\n{{ end }}\","
                + " html: '<p>{{ .CommonAnnotations.summary }}</p>',"
                + " threading: {enabled: true, thread_by_date: none}, require_tls: false}");

        MimeMessage mail = tell();

        assertThat(Arrays.stream(mail.getAllRecipients()).map(Object::toString))
                .containsExactly("Anna <anna@example.org>", "\"B, C\" <bc@example.org>");
        assertThat(mail.getSubject()).isEqualTo("Schön: " + name);
        assertThat(mail.getHeader("X-Severity", null)).isEqualTo("critical");
        assertThat(mail.getHeader("References", null))
                .matches("<alert-[0-9a-f]{16}-@alertmanager>")
                .isEqualTo(mail.getHeader("In-Reply-To", null));
        var parts = (MimeMultipart) mail.getContent();
        assertThat(((String) parts.getBodyPart(0).getContent()).replace("\r\n", "\n"))
                .isEqualTo("a ist größer = schlecht\n.\n");
        assertThat((String) parts.getBodyPart(1).getContent()).isEqualTo("<p>&lt;b&gt; full</p>");
    }

    @Test
    void theUsualMailIsHtmlWithASubject() throws MessagingException, IOException {
        configure("{to: anna@example.org, from: alerts@example.org, require_tls: false}");

        MimeMessage mail = tell();

        assertThat(mail.getSubject()).contains(name);
        assertThat((String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent())
                .contains("&lt;b&gt; full")
                .contains(name);
    }

    @Test
    void aServerThatWantsALoginGetsIt() throws MessagingException, IOException {
        sink.requireLogin("alerts", "word");
        configure("{to: anna@example.org, from: alerts@example.org, require_tls: false, auth_username: alerts,"
                + " auth_password: word}");

        assertThat(tell().getSubject()).contains(name);
    }

    private void configure(String email) {
        RouterUnderTest.configure("""
                global: {smtp_smarthost: '127.0.0.1:%d'}
                route: {receiver: team, group_by: [alertname], group_wait: 0s}
                receivers:
                - name: team
                  email_configs:
                  - %s
                """.formatted(sink.port(), email));
    }

    private MimeMessage tell() {
        RouterUnderTest.post(("[{\"labels\":{\"alertname\":\"%s\",\"instance\":\"a\",\"severity\":\"critical\"},"
                                + "\"annotations\":{\"summary\":\"<b> full\"}}]")
                        .formatted(name))
                .statusCode(200);
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            RouterUnderTest.flush();
            return !sink.messages().isEmpty();
        });
        return sink.messages().getFirst();
    }
}
