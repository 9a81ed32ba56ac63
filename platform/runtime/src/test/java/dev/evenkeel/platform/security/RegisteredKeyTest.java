package dev.evenkeel.platform.security;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RegisteredKeyTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final ApiKey KEY = ApiKey.generate(new SecureRandom());

    @Test
    void aKeyIsGoodUntilJustBeforeItsExpiry() {
        RegisteredKey key = key(Optional.of(NOON), Optional.empty());

        assertThat(key.refusal(NOON.minusMillis(1))).isEmpty();
        assertThat(key.refusal(NOON)).contains(new Refusal.Expired("grafana", NOON));
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceWhateverItsExpiry() {
        RegisteredKey key = key(Optional.of(NOON.plusSeconds(60)), Optional.of(NOON));

        assertThat(key.refusal(NOON)).contains(new Refusal.Revoked("grafana", NOON));
    }

    @Test
    void theRingFindsAKeyOnlyByItsWholeSecret() {
        KeyRing ring = KeyRing.of(List.of(key(Optional.empty(), Optional.empty())), NOON);

        assertThat(ring.find(KEY)).isPresent();
        assertThat(ring.find(ApiKey.generate(new SecureRandom()))).isEmpty();
    }

    private static RegisteredKey key(Optional<Instant> expiresAt, Optional<Instant> revokedAt) {
        return new RegisteredKey(
                KEY.id(),
                "grafana",
                RegisteredKey.Origin.DATABASE,
                KEY.digest(),
                Set.of(Role.VIEWER),
                expiresAt,
                revokedAt);
    }
}
