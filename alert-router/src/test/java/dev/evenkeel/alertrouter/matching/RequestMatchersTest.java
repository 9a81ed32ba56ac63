package dev.evenkeel.alertrouter.matching;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.web.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RequestMatchersTest {

    @Test
    void aCharacterThatCannotBeStoredIsRefusedHoweverItIsWritten() {
        for (String matcher : List.of("a=\"\\x00\"", "a=\"\0\"", "\"\\x00\"=a")) {
            assertThatThrownBy(() -> RequestMatchers.optional("/matchers", List.of(matcher), MatcherSyntax.UTF8))
                    .isInstanceOf(ProblemException.class);
        }
        assertThat(RequestMatchers.optional("/matchers", List.of("a=\"\\x01\""), MatcherSyntax.UTF8))
                .hasSize(1);
    }
}
