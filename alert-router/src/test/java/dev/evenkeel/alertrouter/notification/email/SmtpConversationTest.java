package dev.evenkeel.alertrouter.notification.email;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.vertx.core.Vertx;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.notification.ScriptedSmtp;
import dev.evenkeel.alertrouter.notification.TestCertificate;
import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.platform.outbound.TrustedAuthorities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SmtpConversationTest {

    private static final TestCertificate CERTIFICATE = TestCertificate.make();
    private static final TlsSettings TRUSTING = new TlsSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty());
    private static final EmailMessage MAIL =
            new EmailMessage("us@example.org", List.of("anna@example.org"), "A: b\r\n");

    private static final List<InetAddress> HERE = List.of(InetAddress.getLoopbackAddress());

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatIsGoneAsSoonAsItHasTakenTheMailHasTakenIt(boolean encrypted) throws IOException {
        try (var smtp = server(encrypted).resetting()) {
            SmtpConversation conversation = with(smtp, encrypted);
            conversation.begin(HERE);
            conversation.send(MAIL);
            Awaitility.await().until(smtp::isAlone);

            assertThatCode(conversation::close).doesNotThrowAnyException();

            assertThat(smtp.mails()).containsExactly("A: b\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Timeout(20)
    void aServerThatStopsReadingIsGivenUpInTime(boolean encrypted) throws IOException {
        var large = new EmailMessage(MAIL.from(), MAIL.to(), "A: b\r\n".repeat(5_000_000));
        try (var smtp = server(encrypted).notReadingMails();
                SmtpConversation conversation = with(smtp, encrypted, Duration.ofSeconds(1))) {
            conversation.begin(HERE);

            assertThatThrownBy(() -> conversation.send(large)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void anAddressWhereNobodyListensIsPassedOverForTheNext() throws IOException {
        List<InetAddress> addresses = List.of(InetAddress.getByName("127.0.0.9"), HERE.getFirst());
        try (var smtp = server(false);
                SmtpConversation conversation = with(smtp, false)) {

            conversation.begin(addresses);

            assertThat(smtp.dialog()).containsExactly("EHLO us");
        }
    }

    @Test
    void aServerThatListensNowhereIsSaidToBeUnreachable() throws IOException {
        List<InetAddress> addresses = List.of(InetAddress.getByName("127.0.0.9"), InetAddress.getByName("127.0.0.8"));
        try (var smtp = server(false);
                SmtpConversation conversation = with(smtp, false)) {

            assertThatThrownBy(() -> conversation.begin(addresses)).isInstanceOf(ConnectException.class);
        }
    }

    private static ScriptedSmtp server(boolean encrypted) throws IOException {
        return new ScriptedSmtp("127.0.0.1", 0, CERTIFICATE, List.of("8BITMIME"), encrypted);
    }

    private SmtpConversation with(ScriptedSmtp smtp, boolean encrypted) {
        return with(smtp, encrypted, Duration.ofSeconds(10));
    }

    private SmtpConversation with(ScriptedSmtp smtp, boolean encrypted, Duration atMost) {
        var server = new EmailSettings.Server(
                "localhost",
                smtp.port(),
                "us",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                false,
                encrypted,
                TRUSTING);
        var tls = TRUSTING.now().context(vertx, TrustedAuthorities.system());
        return new SmtpConversation(server, tls, atMost);
    }
}
