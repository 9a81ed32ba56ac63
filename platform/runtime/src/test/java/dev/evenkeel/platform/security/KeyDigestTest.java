package dev.evenkeel.platform.security;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class KeyDigestTest {

    /** NIST's example for SHA-256 of "abc" (FIPS 180-4). */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void itIsTheSha256OfTheKey() {
        assertThat(KeyDigest.of("abc").hex()).isEqualTo(ABC);
        assertThat(KeyDigest.of("abc").matches(KeyDigest.ofHex(ABC))).isTrue();
        assertThat(KeyDigest.of("abd").matches(KeyDigest.ofHex(ABC))).isFalse();
    }

    @Test
    void anythingButSixtyFourHexadecimalDigitsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDigest.ofHex(ABC.substring(2)));
        assertThatIllegalArgumentException().isThrownBy(() -> KeyDigest.ofHex("x" + ABC.substring(1)));
    }
}
