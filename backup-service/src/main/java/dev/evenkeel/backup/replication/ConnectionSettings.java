package dev.evenkeel.backup.replication;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How to reach a server and who to be there.
 *
 * @param hosts leads from the host of a {@link ServerAddress.Tcp} to the addresses that are connected to; TLS goes by the
 *     name all the same
 * @param password asked for only when the server wants one, so that a rotated secret is picked up; holds no secret itself
 * @param rootCertificates PEM file of the authorities to trust with {@link SslMode#VERIFY_FULL}; the JDK's if empty
 * @param connectTimeout for reaching the server, the TLS handshake and each step of authentication
 * @param silence the longest the server may send nothing while it owes us something
 */
public record ConnectionSettings(
        ServerAddress address,
        HostLookup hosts,
        String user,
        Supplier<Optional<String>> password,
        SslMode sslMode,
        Optional<Path> rootCertificates,
        Duration connectTimeout,
        Duration silence) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    /** Long enough for a spread checkpoint of a busy server, during which nothing is sent. */
    private static final Duration SILENCE = Duration.ofMinutes(10);

    public static ConnectionSettings of(ServerAddress address, String user) {
        return new ConnectionSettings(
                address,
                HostLookup.SYSTEM,
                user,
                Optional::empty,
                SslMode.PREFER,
                Optional.empty(),
                CONNECT_TIMEOUT,
                SILENCE);
    }

    public ConnectionSettings withHosts(HostLookup lookup) {
        return new ConnectionSettings(
                address, lookup, user, password, sslMode, rootCertificates, connectTimeout, silence);
    }

    public ConnectionSettings withPassword(Supplier<Optional<String>> secret) {
        return new ConnectionSettings(address, hosts, user, secret, sslMode, rootCertificates, connectTimeout, silence);
    }

    public ConnectionSettings withSsl(SslMode mode, Optional<Path> authorities) {
        return new ConnectionSettings(address, hosts, user, password, mode, authorities, connectTimeout, silence);
    }

    public ConnectionSettings withSilence(Duration longest) {
        return new ConnectionSettings(
                address, hosts, user, password, sslMode, rootCertificates, connectTimeout, longest);
    }
}
