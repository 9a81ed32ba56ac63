package dev.evenkeel.platform.security;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ApiKeyTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    @Property(tries = 200)
    void aGeneratedKeyIsReadBackWithTheSameIdAndDigest() {
        ApiKey made = ApiKey.generate(RANDOM);

        ApiKey read = ApiKey.parse(made.reveal()).orElseThrow();

        assertThat(read.id()).isEqualTo(made.id());
        assertThat(read.digest()).isEqualTo(made.digest());
    }

    @Property(tries = 500)
    void oneChangedCharacterIsNoticedWithoutAskingAnybody(
            @ForAll @IntRange(min = 3, max = 62) int position, @ForAll char other) {
        String key = ApiKey.generate(RANDOM).reveal();
        String changed = key.substring(0, position) + other + key.substring(position + 1);

        assertThat(ApiKey.parse(changed).isPresent()).isEqualTo(changed.equals(key));
    }

    @Property
    void textThatIsNoKeyIsNotTakenForOne(@ForAll @StringLength(max = 100) String text) {
        assertThat(ApiKey.parse(text)).isEmpty();
        assertThat(ApiKey.parse("ek_" + text)).isEmpty();
    }

    @Test
    void aKeyCutOffWhileCopyingIsNoticed() {
        String key = ApiKey.generate(RANDOM).reveal();

        assertThat(ApiKey.parse(key.substring(0, key.length() - 1))).isEmpty();
    }

    @Test
    void everyKeyHasTheSameLengthAndThePrefixThatScannersLookFor() {
        for (int i = 0; i < 1000; i++) {
            assertThat(ApiKey.generate(RANDOM).reveal()).matches("ek_[0-9A-Za-z]{10}_[0-9A-Za-z]{49}");
        }
    }

    @Test
    void noTwoKeysAreAlike() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            ApiKey key = ApiKey.generate(RANDOM);
            assertThat(seen.add(key.id())).isTrue();
            assertThat(seen.add(key.reveal())).isTrue();
        }
    }

    @Test
    void aKeyDoesNotShowItsSecretInALog() {
        ApiKey key = ApiKey.generate(RANDOM);

        assertThat(key.toString()).contains(key.id()).hasSizeLessThan(20);
        assertThat(key.digest().toString()).doesNotContain(key.digest().hex());
        assertThat(new Credential.Key(key.reveal()).toString()).doesNotContain(key.id());
    }
}
