package dev.evenkeel.alertrouter.link;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.audit.Actor;
import dev.evenkeel.alertrouter.audit.AuditService;
import dev.evenkeel.alertrouter.audit.AuditedAction;

/** Keeps the keys that sign links: at hand, young enough, and gone when nothing that they signed is valid any more. */
@ApplicationScoped
class LinkKeyService {

    private static final int SECRET_BYTES = 32;

    /** Another replica may have replaced a key, and what it signs is good for nothing from then on. */
    private static final Duration SIGNS_WITHOUT_A_LOOK = Duration.ofSeconds(5);

    private final LinkKeyStore store;
    private final AuditService audit;
    private final Pool pool;
    private final Clock clock;
    private final Duration signsFor;
    private final Duration validFor;
    // an instance field: a native executable must not carry the state of one made at build time
    private final SecureRandom random = new SecureRandom();
    private volatile Known known = new Known(Instant.EPOCH, LinkKeys.NONE);

    LinkKeyService(
            LinkKeyStore store,
            AuditService audit,
            Pool pool,
            Clock clock,
            @ConfigProperty(name = "evenkeel.alerts.links.key-signs-for", defaultValue = "30d") Duration signsFor,
            @ConfigProperty(name = "evenkeel.alerts.links.valid-for", defaultValue = "3d") Duration validFor) {
        this.store = store;
        this.audit = audit;
        this.pool = pool;
        this.clock = clock;
        this.signsFor = signsFor;
        this.validFor = validFor;
    }

    /** Keys as they were at a moment. */
    private record Known(Instant at, LinkKeys keys) {}

    /** As they were when last looked at; none before that. */
    LinkKeys known() {
        return known.keys();
    }

    /** As they were a few seconds ago at most, unless they cannot be read; never fails. */
    Uni<LinkKeys> recent() {
        Known last = known;
        return Duration.between(last.at(), now()).abs().compareTo(SIGNS_WITHOUT_A_LOOK) < 0
                ? Uni.createFrom().item(last.keys())
                : current().onFailure().recoverWithItem(failure -> {
                    Log.warnf("Links may be signed by a key that was replaced: %s", failure.getMessage());
                    return last.keys();
                });
    }

    /** As they are. */
    Uni<LinkKeys> current() {
        return Uni.createFrom().deferred(() -> {
            Instant asked = now();
            return store.load().invoke(keys -> known = new Known(asked, keys));
        });
    }

    /** How long a link is good for. */
    Duration validFor() {
        return validFor;
    }

    /** Makes a new key if it is time for one. */
    Uni<LinkKeys> rotateIfDue() {
        return store.rotate(newKey(), now(), signsFor, validFor).chain(this::current);
    }

    /** Makes a new key, and every link that was sent worthless. */
    Uni<Void> replaceAll(Actor actor) {
        var key = newKey();
        return pool.withTransaction(transaction -> store.replaceAll(transaction, key, now())
                        .chain(() -> audit.record(
                                transaction,
                                actor,
                                AuditedAction.done(
                                        "link-key.replace", "link-key", key.id(), "all links sent so far are void"))))
                .chain(this::current)
                .replaceWithVoid();
    }

    private LinkKeys.Key newKey() {
        byte[] id = new byte[4];
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new LinkKeys.Key(HexFormat.of().formatHex(id), secret);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
