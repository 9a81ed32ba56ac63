package dev.evenkeel.platform.security.access;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** A bean that is told of every key that is made or taken back, in the transaction in which that happens. */
public interface KeyChangeHandler {

    /**
     * @param id of the key, which is public
     * @param name of the key
     * @param roles of the key
     */
    record KeyChange(Kind kind, String id, String name, String roles, String by) {}

    /** What happened to a key. */
    enum Kind {
        CREATED,
        REVOKED
    }

    /** If it fails, the key is neither made nor taken back. */
    Uni<Void> changed(Mutiny.Session session, KeyChange change);
}
