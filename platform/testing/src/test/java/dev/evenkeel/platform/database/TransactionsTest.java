package dev.evenkeel.platform.database;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Function;

import jakarta.inject.Inject;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Transactions whose first statements go out right behind their begin. */
@ServiceTest
class TransactionsTest {

    private static final String ADD = "INSERT INTO transactions_test VALUES (1)";

    @Inject
    Pool pool;

    @BeforeEach
    void anEmptyTable() {
        pool.query("CREATE TABLE IF NOT EXISTS transactions_test (n integer)").executeAndAwait();
        pool.query("TRUNCATE transactions_test").executeAndAwait();
    }

    @Test
    void itGivesWhatTheWorkGivesAndKeepsWhatItWrote() {
        String given = await(transaction -> transaction
                .query(ADD)
                .execute()
                .chain(() -> transaction.query(ADD).execute())
                .replaceWith("done"));

        assertThat(given).isEqualTo("done");
        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void theFirstStatementBelongsToItAsTheLastDoes() {
        List<OffsetDateTime> begins = await(transaction -> Uni.join()
                .all(beginOf(transaction), beginOf(transaction).chain(() -> beginOf(transaction)))
                .andFailFast());

        assertThat(begins.getFirst()).isEqualTo(begins.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT 1 / 0", "SELECT nothing FROM nowhere"})
    void whenAStatementFailsNothingIsKept(String wrong) {
        assertThatThrownBy(() -> await(transaction -> Uni.join()
                        .all(
                                transaction.query(ADD).execute(),
                                transaction.query(wrong).execute(),
                                transaction.query(ADD).execute())
                        .andFailFast()))
                .isInstanceOf(PgException.class);
        assertThat(rows()).isZero();
    }

    @Test
    void whenTheWorkFailsByItselfNothingIsKept() {
        assertThatThrownBy(() -> await(transaction -> transaction
                        .query(ADD)
                        .execute()
                        .onItem()
                        .failWith(() -> new IllegalStateException("changed my mind"))))
                .hasMessageContaining("changed my mind");
        assertThatThrownBy(() -> await(transaction -> {
                    throw new IllegalStateException("never began");
                }))
                .hasMessageContaining("never began");
        assertThat(rows()).isZero();
    }

    @Test
    void aConnectionThatIsGivenBackIsInNoTransaction() {
        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> await(
                            transaction -> transaction.query("SELECT 1 / 0").execute()))
                    .isInstanceOf(PgException.class);
            await(transaction -> transaction.query("SELECT 1").execute());
            pool.query(ADD).executeAndAwait();
        }
        assertThat(rows()).isEqualTo(50);
    }

    @Test
    void onlyOneThatIsFlushedLaterDoesNotWaitForTheDisk() {
        // no test does: what matters is who says so
        Function<SqlConnection, Uni<String>> waits = transaction -> transaction
                .query("SELECT setting || ' by ' || source FROM pg_settings WHERE name = 'synchronous_commit'")
                .execute()
                .map(found -> found.iterator().next().getString(0));

        assertThat(Transactions.flushedLater(pool, waits).await().indefinitely())
                .isEqualTo("off by session");
        assertThat(await(waits)).doesNotEndWith("session");
    }

    private static Uni<OffsetDateTime> beginOf(SqlConnection transaction) {
        return transaction
                .query("SELECT transaction_timestamp() AS began")
                .execute()
                .map(found -> found.iterator().next().getOffsetDateTime("began"));
    }

    private <T> T await(Function<SqlConnection, Uni<T>> work) {
        return Transactions.begunWith(pool, work).await().indefinitely();
    }

    private long rows() {
        return pool.query("SELECT count(*) FROM transactions_test")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }
}
