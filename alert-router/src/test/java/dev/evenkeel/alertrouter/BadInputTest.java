package dev.evenkeel.alertrouter;

import java.util.Set;

import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.BadInput;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class BadInputTest {

    /** What is left of Alertmanager's API v1. */
    private static final Set<String> RETIRED =
            Set.of("/api/v1/alerts", "/api/v1/silences", "/api/v1/silence/x", "/api/v1/status", "/api/v1/receivers");

    @Test
    void whateverIsSentToAnyOperationIsAnsweredClearly() {
        assertThat(BadInput.sentToEveryOperation(RETIRED)).isEmpty();
    }
}
