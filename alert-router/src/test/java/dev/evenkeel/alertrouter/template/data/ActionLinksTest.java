package dev.evenkeel.alertrouter.template.data;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ActionLinksTest {

    private final AtomicInteger made = new AtomicInteger();
    private final ActionLinks links = new ActionLinks(() -> {
        made.incrementAndGet();
        return Map.of("acknowledge", "http://router.example/links/1");
    });

    @Test
    void linksAreNotMadeForATextThatHasNone() {
        assertThat(made).hasValue(0);
    }

    @Test
    void linksAreMadeOnceForATextThatHasSeveral() {
        links.asMap();

        assertThat(links.asMap()).containsEntry("acknowledge", "http://router.example/links/1");
        assertThat(made).hasValue(1);
    }
}
