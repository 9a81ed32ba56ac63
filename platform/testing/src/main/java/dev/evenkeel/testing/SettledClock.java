package dev.evenkeel.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets the {@link TestClock} run with the system's clock at the beginning of each test. */
public class SettledClock implements BeforeEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        TestClock.run();
    }
}
