package dev.evenkeel.alertrouter.notification.email;

import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.ChannelSettings;
import dev.evenkeel.alertrouter.notification.http.TlsSettings;
import dev.evenkeel.platform.configuration.Secret;

/**
 * One entry of {@code email_configs}; texts are templates.
 *
 * @param headers by their canonical names
 * @param html may be empty, and then there is no such part; likewise {@code text}
 * @param threading how mails are put into one thread; empty for not at all
 */
public record EmailSettings(
        String to,
        String from,
        Map<String, String> headers,
        String html,
        String text,
        Optional<Threading> threading,
        Server server,
        boolean sendResolved)
        implements ChannelSettings {

    /** What one thread is about. */
    public enum Threading {
        /** A group. */
        NONE,
        /** A group on one day. */
        DAILY
    }

    /**
     * The mail server.
     *
     * @param hello how we introduce ourselves
     * @param username empty for no login
     * @param password for PLAIN and LOGIN
     * @param secret for CRAM-MD5
     * @param identity in whose name, for PLAIN; mostly empty
     * @param requireTls whether to insist on STARTTLS
     * @param implicitTls whether TLS is there from the first byte
     */
    public record Server(
            String host,
            int port,
            String hello,
            Optional<String> username,
            Optional<Secret> password,
            Optional<Secret> secret,
            String identity,
            boolean requireTls,
            boolean implicitTls,
            TlsSettings tls) {}

    @Override
    public String kind() {
        return "email";
    }

    @Override
    public AttemptTime attemptTime() {
        return AttemptTime.PATIENT;
    }
}
