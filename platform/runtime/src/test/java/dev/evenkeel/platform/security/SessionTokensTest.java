package dev.evenkeel.platform.security;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class SessionTokensTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] SECRET = bytes("a secret that has thirty-two byte");
    private static final byte[] NEWER_SECRET = bytes("another one, made when it was time");
    private static final Session SESSION =
            new Session("Ada", "file:admin", Set.of(Role.ADMIN, Role.INGEST), NOON.plusSeconds(60));

    private final SessionTokens tokens = new SessionTokens("evenkeel", List.of(SECRET));

    @Property
    void whatIsWrittenIsReadBack(
            @ForAll @StringLength(max = 200) String name,
            @ForAll @StringLength(max = 100) String source,
            @ForAll @NotEmpty Set<Role> roles) {
        var session = new Session(wellFormed(name), wellFormed(source), roles, NOON.plusSeconds(1));

        assertThat(tokens.read(tokens.write(session), NOON)).contains(session);
    }

    @Property(tries = 500)
    void oneChangedCharacterMakesItNobodysSession(
            @ForAll @IntRange(min = 0, max = 115) int position, @ForAll @IntRange(min = '-', max = 'z') int other) {
        String token = tokens.write(SESSION);
        String changed = token.substring(0, position) + (char) other + token.substring(position + 1);

        assertThat(tokens.read(changed, NOON).isPresent()).isEqualTo(changed.equals(token));
    }

    @Property
    void noTextMakesItFail(@ForAll String text) {
        assertThat(tokens.read(text, NOON)).isEmpty();
    }

    @Test
    void itEndsAtItsExpiry() {
        String token = tokens.write(SESSION);

        assertThat(tokens.read(token, NOON.plusSeconds(59))).isPresent();
        assertThat(tokens.read(token, NOON.plusSeconds(60))).isEmpty();
    }

    @Test
    void anotherServiceWithTheSameSecretAcceptsIt() {
        var elsewhere = new SessionTokens("evenkeel", List.of(SECRET));

        assertThat(elsewhere.read(tokens.write(SESSION), NOON)).contains(SESSION);
    }

    @Test
    void anotherSuiteDoesNotAcceptItEvenWithTheSameSecret() {
        var staging = new SessionTokens("staging", List.of(SECRET));

        assertThat(staging.read(tokens.write(SESSION), NOON)).isEmpty();
    }

    @Test
    void anOldSecretStillVerifiesWhileTheNewOneSigns() {
        var both = new SessionTokens("evenkeel", List.of(NEWER_SECRET, SECRET));
        var newOnly = new SessionTokens("evenkeel", List.of(NEWER_SECRET));

        assertThat(both.read(tokens.write(SESSION), NOON)).contains(SESSION);
        assertThat(newOnly.read(both.write(SESSION), NOON)).contains(SESSION);
        assertThat(newOnly.read(tokens.write(SESSION), NOON)).isEmpty();
    }

    @Test
    void aShortSecretIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SessionTokens("evenkeel", List.of(bytes("too short"))))
                .withMessageContaining("32")
                .withMessageNotContaining("too short");
    }

    /** Unpaired surrogates are not text, and become question marks in any encoding. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
