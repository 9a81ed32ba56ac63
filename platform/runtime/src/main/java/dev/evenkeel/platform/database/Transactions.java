package dev.evenkeel.platform.database;

import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Transactions for what is in everybody's way. */
public final class Transactions {

    /**
     * Selected by a statement whose commit need not wait for the disk, since what it wrote is done again should PostgreSQL die
     * with it. That is flushed together with whatever is committed next, or within a fraction of a second; whatever is flushed
     * has all that was committed before it flushed, too.
     */
    public static final String FLUSHED_LATER = "set_config('synchronous_commit', 'off', true)";

    private Transactions() {}

    /**
     * As {@link Pool#withTransaction}, but the first statements go out right behind {@code BEGIN}, which saves a round trip. The
     * server answers them one after the other, so none is carried out before the transaction has begun.
     *
     * @param work sends its first statements when it is subscribed to
     * @return what the work gives, after the commit; fails, after the rollback, as the work or the commit fails
     */
    public static <T> Uni<T> begunWith(Pool pool, Function<SqlConnection, Uni<T>> work) {
        // a connection that is given back within its transaction rolls it back
        return pool.withConnection(connection -> Uni.combine()
                .all()
                .unis(connection.begin(), Uni.createFrom().deferred(() -> work.apply(connection)))
                .with(Tuple2::of)
                .flatMap(both -> both.getItem1().commit().replaceWith(both.getItem2())));
    }

    /** As {@link #begunWith}, but the commit does not wait for the disk ({@link #FLUSHED_LATER}). */
    public static <T> Uni<T> flushedLater(Pool pool, Function<SqlConnection, Uni<T>> work) {
        return begunWith(
                pool,
                transaction -> Uni.combine()
                        .all()
                        .unis(
                                transaction
                                        .preparedQuery("SELECT " + FLUSHED_LATER)
                                        .execute(),
                                Uni.createFrom().deferred(() -> work.apply(transaction)))
                        .with((set, given) -> given));
    }
}
