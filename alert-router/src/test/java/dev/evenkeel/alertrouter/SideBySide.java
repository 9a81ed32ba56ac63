package dev.evenkeel.alertrouter;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

import dev.evenkeel.testing.TestClock;

/** A real Alertmanager and ours with one configuration, from the first test to the last. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SideBySide {

    private final String configuration;
    TwoRouters routers;

    SideBySide(String configuration) {
        this.configuration = configuration;
    }

    @BeforeEach
    void startBoth() {
        TestClock.run();
        if (routers == null) {
            routers = TwoRouters.start(configuration);
        }
    }

    @AfterAll
    void stopBoth() {
        if (routers != null) {
            routers.close();
        }
    }
}
