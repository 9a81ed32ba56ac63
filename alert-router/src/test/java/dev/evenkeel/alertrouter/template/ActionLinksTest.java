package dev.evenkeel.alertrouter.template;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.template.data.ActionLinks;
import dev.evenkeel.alertrouter.template.data.TemplateData;

import static org.assertj.core.api.Assertions.assertThat;

class ActionLinksTest {

    private final TemplateSet templates = TemplateSet.ofDefaults(Clock.systemUTC());
    private final AtomicInteger made = new AtomicInteger();
    private final TemplateData data = new TemplateData(
            "team",
            "firing",
            List.of(),
            "unknown",
            Map.of(),
            Map.of(),
            Map.of(),
            Map.of(),
            "http://router.example",
            new ActionLinks(() -> {
                made.incrementAndGet();
                return Map.of("acknowledge", "/links/1", "resolve", "/links/2");
            }));

    @Test
    void linksAreNotMadeForATextThatHasNone() {
        assertThat(templates.renderText("{{ .Status }}", data)).isEqualTo("firing");

        assertThat(made).hasValue(0);
    }

    @Test
    void linksAreMadeOnceForATextThatHasSeveral() {
        String text = templates.renderText("{{ actionLink \"acknowledge\" }} {{ actionLink \"resolve\" }}", data);

        assertThat(text).isEqualTo("/links/1 /links/2");
        assertThat(made).hasValue(1);
    }
}
