package dev.evenkeel.platform.security.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.security.KeyDigest;
import dev.evenkeel.platform.security.KeyRing;
import dev.evenkeel.platform.security.RegisteredKey;
import dev.evenkeel.platform.security.Role;

/**
 * The keys of the database, kept in memory. One statement every few seconds reads them all, so that no request of an
 * ingest stream costs a look-up, a flood of unknown keys costs the database nothing, and an outage locks nobody out who
 * was known before it.
 *
 * <p>Plain SQL rather than entities, because authentication happens before a request has a Hibernate session.
 */
@ApplicationScoped
public class DatabaseKeys {

    private static final Logger LOG = Logger.getLogger(DatabaseKeys.class);

    /** A request that waits longer than this for its key is better refused with 503. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(3);
    private static final Duration BETWEEN_USES_NOTED = Duration.ofMinutes(1);
    private static final Duration ENDED_KEYS_REMEMBERED = Duration.ofDays(30);

    /** Usable keys come first, so that a crowd of ended ones never hides one of them. */
    private static final String READ = """
            select id, name, digest, roles, expires_at, revoked_at
              from api_key
             where (revoked_at is null or revoked_at > $1) and (expires_at is null or expires_at > $1)
             order by revoked_at is not null, expires_at desc nulls first
             limit 5000""";

    private static final String NOTE_USE = """
            update api_key set last_used_at = $2
             where id = $1 and (last_used_at is null or last_used_at < $2)""";

    private final Pool pool;
    private final Clock clock;
    private final SecurityConfiguration.Keys configuration;
    private final Map<String, Instant> usesNoted = new ConcurrentHashMap<>();

    private volatile Optional<KeyRing> known = Optional.empty();
    private volatile boolean outdated = true;
    private volatile Instant noAttemptBefore = Instant.MIN;
    private Uni<Optional<KeyRing>> reading;

    DatabaseKeys(Pool pool, Clock clock, SecurityConfiguration configuration) {
        this.pool = pool;
        this.clock = clock;
        this.configuration = configuration.keys();
    }

    /**
     * The keys, at most {@code evenkeel.security.keys.refresh} old; older ones, up to
     * {@code evenkeel.security.keys.usable-without-database}, while the database does not answer.
     *
     * @return empty if the database does not answer and has not for too long, or never did
     */
    public Uni<Optional<KeyRing>> keys() {
        return newerThan(configuration.refresh());
    }

    /** The keys as {@link #keys}, but read again if what is known is older than {@code age}: for a key that is not among them. */
    public Uni<Optional<KeyRing>> newerThan(Duration age) {
        Instant now = clock.instant();
        boolean fresh = !outdated
                && known.filter(ring -> ring.readAt().plus(age).isAfter(now)).isPresent();
        if (fresh || now.isBefore(noAttemptBefore)) {
            return Uni.createFrom().item(usable(now));
        }
        return readOnce();
    }

    /** Whether the last attempt to read the keys went well. */
    public boolean answers() {
        return !outdated;
    }

    /** What is known must not be relied on any longer: a key was made or taken back. */
    public void forget() {
        outdated = true;
        noAttemptBefore = Instant.MIN;
    }

    /** Notes that a key was used, at most once a minute for each key. Does not wait and never fails the request. */
    public void noteUse(RegisteredKey key) {
        Instant now = clock.instant();
        Instant noted = usesNoted.merge(
                key.id(), now, (before, at) -> at.isBefore(before.plus(BETWEEN_USES_NOTED)) ? before : at);
        if (!noted.equals(now)) {
            return;
        }
        pool.preparedQuery(NOTE_USE)
                .execute(Tuple.of(key.id(), now.atOffset(ZoneOffset.UTC)))
                .subscribe()
                .with(done -> {}, e -> LOG.warnf("The use of key %s could not be noted: %s", key.id(), e.getMessage()));
    }

    /** Requests that need the keys at the same time share one statement. */
    private synchronized Uni<Optional<KeyRing>> readOnce() {
        if (reading == null) {
            reading =
                    read().onTermination().invoke(this::readingEnded).memoize().indefinitely();
        }
        return reading;
    }

    private synchronized void readingEnded() {
        reading = null;
    }

    private Uni<Optional<KeyRing>> read() {
        return Uni.createFrom()
                .deferred(() -> {
                    Instant now = clock.instant();
                    outdated = false;
                    return pool.preparedQuery(READ)
                            .execute(Tuple.of(now.minus(ENDED_KEYS_REMEMBERED).atOffset(ZoneOffset.UTC)))
                            .ifNoItem()
                            .after(PATIENCE)
                            .fail()
                            .map(rows -> {
                                List<RegisteredKey> keys = new ArrayList<>(rows.size());
                                rows.forEach(row -> keys.add(key(row)));
                                return KeyRing.of(keys, now);
                            });
                })
                .invoke(ring -> {
                    known = Optional.of(ring);
                    usesNoted.keySet().retainAll(ring.byId().keySet());
                })
                .map(Optional::of)
                .onFailure()
                .recoverWithItem(this::withoutDatabase);
    }

    private Optional<KeyRing> withoutDatabase(Throwable e) {
        Instant now = clock.instant();
        outdated = true;
        noAttemptBefore = now.plus(PAUSE_AFTER_FAILURE);
        LOG.warnf(
                "The API keys could not be read (%s); those read at %s stay in force",
                e.getMessage(),
                known.map(KeyRing::readAt).map(Instant::toString).orElse("no time"));
        return usable(now);
    }

    private Optional<KeyRing> usable(Instant now) {
        return known.filter(ring ->
                ring.readAt().plus(configuration.usableWithoutDatabase()).isAfter(now));
    }

    private static RegisteredKey key(Row row) {
        return new RegisteredKey(
                row.getString("id"),
                row.getString("name"),
                RegisteredKey.Origin.DATABASE,
                KeyDigest.ofHex(row.getString("digest")),
                roles(row.getArrayOfStrings("roles")),
                Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(time -> time.toInstant()),
                Optional.ofNullable(row.getOffsetDateTime("revoked_at")).map(time -> time.toInstant()));
    }

    private static Set<Role> roles(String[] names) {
        var roles = EnumSet.noneOf(Role.class);
        Arrays.stream(names).map(Role::of).flatMap(Optional::stream).forEach(roles::add);
        return roles;
    }
}
