package dev.evenkeel.testing;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.awaitility.Awaitility;

/** An SMTP server on a free loopback port that keeps every message. All methods may be called from any thread. */
public final class SmtpSink implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final GreenMail mail;

    private SmtpSink(GreenMail mail) {
        this.mail = mail;
    }

    /** Starts a sink that lets anybody send, for the caller to close. */
    public static SmtpSink start() {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP).dynamicPort());
        mail.start();
        return new SmtpSink(mail);
    }

    /** Lets only those send who know this password. */
    public SmtpSink requireLogin(String user, String password) {
        mail.setUser(user, password);
        mail.getUserManager().setAuthRequired(true);
        return this;
    }

    public int port() {
        return mail.getSmtp().getPort();
    }

    /** The messages that arrived so far, oldest first. */
    public List<MimeMessage> messages() {
        return Stream.of(mail.getReceivedMessages()).toList();
    }

    /**
     * Waits until so many messages have arrived, and returns all that have.
     *
     * @throws org.awaitility.core.ConditionTimeoutException after ten seconds
     */
    public List<MimeMessage> awaitMessages(int atLeast) {
        Awaitility.await("messages to port " + port())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> messages().size() >= atLeast);
        return messages();
    }

    @Override
    public void close() {
        mail.stop();
    }
}
