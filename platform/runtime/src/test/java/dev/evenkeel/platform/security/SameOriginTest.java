package dev.evenkeel.platform.security;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SameOriginTest {

    private static final String HOST = "127.0.0.1:7401";

    @ParameterizedTest
    @CsvSource({"same-origin,true", "none,true", "same-site,false", "cross-site,false", "'',false"})
    void whatTheBrowserSaysAboutTheSiteDecides(String fetchSite, boolean permitted) {
        assertThat(SameOrigin.permits("POST", fetchSite, null, HOST, true)).isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:7401,true",
        "http://127.0.0.1:7402,false",
        "https://evil.example,false",
        "null,false",
        "not an origin,false"
    })
    void elseTheOriginDecides(String origin, boolean permitted) {
        assertThat(SameOrigin.permits("DELETE", null, origin, HOST, true)).isEqualTo(permitted);
    }

    @Test
    void anotherServiceOnTheSameHostIsNotTheSameOrigin() {
        assertThat(SameOrigin.permits("POST", "same-site", "http://127.0.0.1:7402", HOST, true))
                .isFalse();
    }

    @Test
    void readingIsPermittedFromAnywhere() {
        assertThat(SameOrigin.permits("GET", "cross-site", null, HOST, true)).isTrue();
    }

    @Test
    void aProgramThatSendsNeitherHeaderMayNotUseACookieToChangeSomething() {
        assertThat(SameOrigin.permits("POST", null, null, HOST, true)).isFalse();
        assertThat(SameOrigin.permits("POST", null, null, HOST, false)).isTrue();
    }
}
