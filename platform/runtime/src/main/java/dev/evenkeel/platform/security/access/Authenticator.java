package dev.evenkeel.platform.security.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.platform.security.ApiKey;
import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.FailedAttempts;
import dev.evenkeel.platform.security.KeyDigest;
import dev.evenkeel.platform.security.KeyRing;
import dev.evenkeel.platform.security.Refusal;
import dev.evenkeel.platform.security.RegisteredKey;
import dev.evenkeel.platform.security.Session;
import dev.evenkeel.platform.security.Verdict;

/**
 * Tells who is calling from an API key or a session. Bootstrap keys come first and need nothing but memory; then the
 * keys of the database, from memory too. Failures are counted per address, and too many of them are answered without
 * any further look-up; a key that is good is never refused on account of its address.
 */
@ApplicationScoped
public class Authenticator {

    /** A key that is not known may have been made a moment ago at another replica: look again, but not for each. */
    private static final Duration RECENT_ENOUGH_TO_SAY_UNKNOWN = Duration.ofSeconds(1);

    private static final Duration RETRY_AFTER_OUTAGE = Duration.ofSeconds(5);

    private final SecretFiles files;
    private final DatabaseKeys databaseKeys;
    private final Clock clock;
    private final String service;
    private final boolean bootstrapKeysKnown;
    private final FailedAttempts failedAttempts;

    Authenticator(
            SecretFiles files,
            DatabaseKeys databaseKeys,
            SecurityConfiguration configuration,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.files = files;
        this.databaseKeys = databaseKeys;
        this.clock = clock;
        this.service = service;
        this.bootstrapKeysKnown = configuration.bootstrapKeysFile().isPresent();
        var limits = configuration.failedAttempts();
        this.failedAttempts = new FailedAttempts(limits.allowed(), limits.regainEvery(), limits.addresses());
    }

    /** Judges an API key that was shown by {@code address}. */
    public Uni<Verdict> byKey(String shown, String address) {
        Optional<RegisteredKey> bootstrap = files.bootstrapKeys().find(KeyDigest.of(shown));
        if (bootstrap.isPresent()) {
            return Uni.createFrom().item(verdict(bootstrap.get()));
        }
        return ApiKey.parse(shown)
                .map(key -> byDatabaseKey(key, address))
                .orElseGet(() -> Uni.createFrom().item(failed(new Refusal.Malformed(), address)));
    }

    /** Judges the token of a session; an ended or foreign one counts as none at all. */
    public Uni<Optional<Caller>> bySession(String token) {
        return files.sessionTokens()
                .read(token, clock.instant())
                .map(this::stillGood)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** Opens a session for a caller who has just shown a credential. */
    public String openSession(Caller caller, Duration lasting) {
        return files.sessionTokens()
                .write(new Session(
                        caller.name(),
                        caller.source(),
                        caller.roles(),
                        clock.instant().plus(lasting)));
    }

    /** Counts a failure and says what to answer: the reason, or that there were too many. */
    public Verdict failed(Refusal reason, String address) {
        Optional<Duration> wait = failedAttempts.wait(address, clock.instant());
        if (wait.isPresent()) {
            return new Verdict.Refused(new Refusal.TooManyAttempts(wait.get()));
        }
        failedAttempts.failed(address, clock.instant());
        return new Verdict.Refused(reason);
    }

    private Uni<Verdict> byDatabaseKey(ApiKey key, String address) {
        return databaseKeys.keys().chain(ring -> {
            Optional<RegisteredKey> known = ring.flatMap(keys -> keys.find(key));
            if (known.isPresent()) {
                return Uni.createFrom().item(verdict(known.get()));
            }
            if (failedAttempts.wait(address, clock.instant()).isPresent()) {
                return Uni.createFrom().item(failed(new Refusal.Unknown(), address));
            }
            return databaseKeys
                    .newerThan(RECENT_ENOUGH_TO_SAY_UNKNOWN)
                    .map(again -> afterSecondLook(key, again, address));
        });
    }

    private Verdict afterSecondLook(ApiKey key, Optional<KeyRing> ring, String address) {
        Optional<RegisteredKey> known = ring.flatMap(keys -> keys.find(key));
        if (known.isPresent()) {
            return verdict(known.get());
        }
        return databaseKeys.answers()
                ? failed(new Refusal.Unknown(), address)
                : new Verdict.Refused(new Refusal.CannotTell(RETRY_AFTER_OUTAGE));
    }

    private Verdict verdict(RegisteredKey key) {
        Optional<Refusal> refusal = key.refusal(clock.instant());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        if (key.origin() == RegisteredKey.Origin.DATABASE) {
            databaseKeys.noteUse(key);
        }
        return new Verdict.Accepted(new Caller(key.name(), source(key), key.roles(), Caller.Via.HEADER));
    }

    private String source(RegisteredKey key) {
        return switch (key.origin()) {
            case FILE -> "file:" + key.name();
            case DATABASE -> "key:" + key.id() + "@" + service;
        };
    }

    /** Ends a session early if its key is one that this service knows about, and that key has ended or has changed. */
    private Uni<Optional<Caller>> stillGood(Session session) {
        var caller = new Caller(session.name(), session.source(), session.roles(), Caller.Via.COOKIE);
        String source = session.source();
        if (source.startsWith("file:") && bootstrapKeysKnown) {
            return Uni.createFrom()
                    .item(files.bootstrapKeys()
                            .named(source.substring("file:".length()))
                            .filter(key -> backs(key, session))
                            .map(key -> caller));
        }
        if (source.startsWith("key:") && source.endsWith("@" + service)) {
            String id = source.substring("key:".length(), source.lastIndexOf('@'));
            // without an answer from the database the signature has to do: nobody is signed out by an outage
            return databaseKeys
                    .keys()
                    .map(ring -> ring.isEmpty()
                                    || Optional.ofNullable(ring.get().byId().get(id))
                                            .filter(key -> backs(key, session))
                                            .isPresent()
                            ? Optional.of(caller)
                            : Optional.empty());
        }
        return Uni.createFrom().item(Optional.of(caller));
    }

    private boolean backs(RegisteredKey key, Session session) {
        return key.refusal(clock.instant()).isEmpty() && key.roles().equals(session.roles());
    }
}
