package dev.evenkeel.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Gives each start of Quarkus a fresh database of the {@link EmbeddedPostgres}, migrated already.
 *
 * <p>Quarkus starts once for all test classes with the same profile and resources; {@link SettledDatabase} makes the
 * database look freshly started for each of them.
 */
public class PostgresTestResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        TestDatabase database = EmbeddedPostgres.running().freshDatabase("db/platform", "db/service");
        database.becomeTheRunningServices();
        return database.asServiceConfiguration();
    }

    @Override
    public void stop() {
        // The server goes with the JVM, and its databases with it: dropping them would only take time.
    }
}
