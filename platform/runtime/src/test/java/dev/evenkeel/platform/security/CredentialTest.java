package dev.evenkeel.platform.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CredentialTest {

    @Test
    void theSameKeyIsReadFromEachOfTheThreePlaces() {
        var key = new Credential.Key("ek_abc");

        assertThat(Credential.fromHeaders("Bearer ek_abc", null)).contains(key);
        assertThat(Credential.fromHeaders(null, "ek_abc")).contains(key);
        assertThat(Credential.fromHeaders(basic("anybody:ek_abc"), null)).contains(key);
        assertThat(Credential.fromHeaders("bearer  ek_abc ", null)).contains(key);
    }

    @Test
    void aPasswordMayHoldColons() {
        assertThat(Credential.fromHeaders(basic("me:a:b"), null)).contains(new Credential.Key("a:b"));
    }

    @Test
    void aBearerTokenWithoutOurPrefixIsLeftToTheIdentityProvider() {
        assertThat(Credential.fromHeaders("Bearer eyJhbGciOi", null)).contains(new Credential.Token("eyJhbGciOi"));
    }

    @Test
    void aRequestThatShowsNothingHasNoCredential() {
        assertThat(Credential.fromHeaders(null, null)).isEmpty();
    }

    @Test
    void anUnknownSchemeAndABrokenBasicAreUnreadableRatherThanAbsent() {
        assertThat(Credential.fromHeaders("Digest x", null)).contains(new Credential.Unreadable());
        assertThat(Credential.fromHeaders("Bearer", null)).contains(new Credential.Unreadable());
        assertThat(Credential.fromHeaders("Basic %%%", null)).contains(new Credential.Unreadable());
        assertThat(Credential.fromHeaders(basic("nocolon"), null)).contains(new Credential.Unreadable());
    }

    @Property
    void noHeaderMakesItFail(@ForAll String authorization) {
        assertThat(Credential.fromHeaders(authorization, null)).isPresent();
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
