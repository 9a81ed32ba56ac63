package dev.evenkeel.alertrouter.grouping;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OnlyChangesTest {

    @Test
    void nobodyEverybodyOrThoseThatAreNamed() {
        assertThat(OnlyChanges.of(List.of("false")).isFor("chat")).isFalse();
        assertThat(OnlyChanges.of(List.of("true")).isFor("chat")).isTrue();
        assertThat(OnlyChanges.of(List.of("chat", "mail")).isFor("chat")).isTrue();
        assertThat(OnlyChanges.of(List.of("chat", "mail")).isFor("pager")).isFalse();
    }
}
