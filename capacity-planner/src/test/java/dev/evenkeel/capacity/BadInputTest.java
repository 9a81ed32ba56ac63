package dev.evenkeel.capacity;

import org.junit.jupiter.api.Test;

import dev.evenkeel.testing.BadInput;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

@ServiceTest
class BadInputTest {

    @Test
    void whateverIsSentToAnyOperationIsAnsweredClearly() {
        assertThat(BadInput.sentToEveryOperation()).isEmpty();
    }
}
