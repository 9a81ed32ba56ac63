package dev.evenkeel.platform.security.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What a deployment decides about access. */
@ConfigMapping(prefix = "evenkeel.security")
public interface SecurityConfiguration {

    /** Whether health probes and metrics may be read by anybody. */
    @WithDefault("true")
    boolean openProbes();

    /** Paths that are open besides: exact, or ending in {@code /*}. */
    Optional<List<String>> openPaths();

    /** Keys that do not need the database; see {@link BootstrapKeys}. */
    Optional<Path> bootstrapKeysFile();

    /** Secrets that sign sessions, one a line; without it sessions end with the process and hold in it alone. */
    Optional<Path> sessionSecretFile();

    /** How long one sign-in is good for. */
    @WithDefault("8h")
    Duration sessionDuration();

    /** Sessions of one audience are not valid in another, even with the same secret. */
    @WithDefault("evenkeel")
    String audience();

    Keys keys();

    FailedAttempts failedAttempts();

    Oidc oidc();

    /** How the keys of the database are kept in memory. */
    interface Keys {

        /** How old what we know may be: how long a key lives on at other replicas after it was revoked at one. */
        @WithDefault("10s")
        Duration refresh();

        /** How long what we know is good for while the database does not answer. */
        @WithDefault("1h")
        Duration usableWithoutDatabase();

        /** How many keys may be usable at once. */
        @WithDefault("1000")
        int most();
    }

    /** When an address has had too many failures; see {@link dev.evenkeel.platform.security.FailedAttempts}. */
    interface FailedAttempts {

        @WithDefault("10")
        int allowed();

        @WithDefault("6s")
        Duration regainEvery();

        @WithDefault("10000")
        int addresses();
    }

    /** Bearer tokens and sign-in by an identity provider; the provider itself is {@code quarkus.oidc.*}. */
    interface Oidc {

        /** What the sign-in page calls the identity provider; no button without it. */
        Optional<String> signInLabel();

        /** Which of our roles a role or group of the identity provider stands for. */
        Map<String, String> roles();
    }
}
