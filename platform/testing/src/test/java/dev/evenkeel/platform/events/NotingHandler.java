package dev.evenkeel.platform.events;

import java.util.Set;

import jakarta.inject.Singleton;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** What a service might do with an event: it writes a row, and understands only objects. */
@Singleton
class NotingHandler implements EventHandler {

    static final String TYPE = "dev.evenkeel.test.noted.v1";
    static final String TABLE = "create table if not exists note (id text, subject text, data text)";

    @Override
    public Set<String> types() {
        return Set.of(TYPE);
    }

    @Override
    public Uni<Void> handle(SqlConnection transaction, CloudEvent event) {
        if (event.data() == null || !event.data().startsWith("{")) {
            throw new IllegalArgumentException("data is not an object");
        }
        return transaction
                .preparedQuery("insert into note (id, subject, data) values ($1, $2, $3)")
                .execute(Tuple.of(event.id(), event.subject(), event.data()))
                .replaceWithVoid();
    }
}
