package dev.evenkeel.platform.telemetry;

import jakarta.inject.Singleton;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.spi.PgDriver;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.impl.Utils;
import io.vertx.sqlclient.spi.ConnectionFactory;

/**
 * Makes the pool of database connections as Quarkus would, and has it say when a connection could not be opened: Vert.x
 * measures that some work waits for one, and not that it has been told in vain.
 */
@Singleton
public class MeasuredPool implements PgPoolCreator {

    /** Vert.x would prepare anew for each use what is longer than 2,048 characters, and those are what takes longest to plan. */
    private static final int LONGEST_PREPARED = 16_384;

    private final DatabaseMetrics database;

    MeasuredPool(DatabaseMetrics database) {
        this.database = database;
    }

    @Override
    @SuppressWarnings("deprecation") // Its successor says where to connect to, and hears nothing of how it went.
    public Pool create(Input input) {
        PoolOptions options = input.poolOptions();
        input.pgConnectOptionsList().forEach(each -> each.setPreparedStatementCacheSqlLimit(LONGEST_PREPARED));
        PoolGauges gauges = database.pool(options.getName(), options.getMaxSize());
        Pool pool = PgDriver.INSTANCE.createPool(input.vertx(), input.pgConnectOptionsList(), options);
        ConnectionFactory connections = PgDriver.INSTANCE.createConnectionFactory(
                input.vertx(), Utils.roundRobinSupplier(input.pgConnectOptionsList()));
        return pool.connectionProvider(
                context -> connections.connect(context).onFailure(failed -> gauges.connectionFailed()));
    }
}
