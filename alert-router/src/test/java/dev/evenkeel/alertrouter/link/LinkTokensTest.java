package dev.evenkeel.alertrouter.link;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkus.runtime.Startup;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LinkTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final LinkKeys.Key OLD = key("old");
    private static final LinkKeys.Key NEW = key("new");
    private static final LinkKeys BOTH = new LinkKeys(List.of(NEW, OLD));

    @Test
    void whatWasSignedIsReadBackWithEitherKey() {
        for (LinkAction action : List.of(
                new LinkAction.Acknowledge(), new LinkAction.Resolve(), new LinkAction.Silence(Duration.ofHours(8)))) {
            for (Link.About about : List.of(
                    new Link.About.Incident(UUID.randomUUID()), new Link.About.Group(Link.digest("{}:{a=\"b\"}")))) {
                var link = new Link(action, about, "team ä~", NOW, NOW.plusSeconds(60));

                assertThat(LinkTokens.read(LinkTokens.write(link, OLD), BOTH)).contains(link);
                assertThat(LinkTokens.read(LinkTokens.write(link, NEW), BOTH)).contains(link);
                assertThat(LinkTokens.read(LinkTokens.write(link, OLD), new LinkKeys(List.of(NEW))))
                        .isEmpty();
            }
        }
    }

    @Property
    void aTokenThatWasChangedAnywhereIsWorthNothing(@ForAll @IntRange(max = 400) int at, @ForAll char other) {
        var link = new Link(
                new LinkAction.Acknowledge(),
                new Link.About.Incident(UUID.fromString("9e107d9d-372b-4b3c-9f0a-111111111111")),
                "team",
                NOW,
                NOW.plusSeconds(60));
        String token = LinkTokens.write(link, NEW);
        int position = at % token.length();
        String changed = token.substring(0, position) + other + token.substring(position + 1);

        assertThat(LinkTokens.read(changed, BOTH).isPresent()).isEqualTo(changed.equals(token));
    }

    @Test
    void whatIsNoTokenIsNone() {
        for (String text : List.of("", "~~~~~~~", "1~a~i~x~1~2~new~", "x".repeat(10_000), "1~a~gx~~0~0~nobody~abc")) {
            assertThat(LinkTokens.read(text, BOTH)).isEmpty();
        }
    }

    @Test
    void aLinkSilencesForWholeMinutesAndAnythingElseIsRefusedAtTheStart() {
        assertThat(LinkAction.of(new LinkAction.Silence(Duration.ofMinutes(999_999)).code()))
                .contains(new LinkAction.Silence(Duration.ofMinutes(999_999)));
        for (String wrong : List.of("30s", "90s", "0s", "soon", "20y")) {
            assertThatThrownBy(() -> new IncidentLinkSource(
                            null, Clock.systemUTC(), "http://localhost", false, List.of("1h", wrong)))
                    .hasMessageContaining("evenkeel.alerts.links.silence-for")
                    .hasMessageContaining(wrong);
        }
        assertThat(IncidentLinkSource.class).hasAnnotation(Startup.class);
    }

    @Test
    void neitherAKeyNorANotificationShowsItsSecretsInALog() {
        assertThat(NEW.toString()).isEqualTo("Key[new]");
        assertThat(new NotificationLinks("http://x/secret", "http://x/secret", Map.of("1h", "http://x/secret"))
                        .toString())
                .doesNotContain("secret");
    }

    private static LinkKeys.Key key(String id) {
        return new LinkKeys.Key(id, ("0123456789abcdef0123456789abcdef" + id).getBytes(StandardCharsets.UTF_8));
    }
}
