package dev.evenkeel.platform.security;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OpenPathsTest {

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/-/healthy", "/-/ready", "/metrics", "/q/metrics"})
    void probesAndMetricsAreOpenUntilTheyAreShut(String path) {
        assertThat(new OpenPaths(true, List.of()).isOpen(path)).isTrue();
        assertThat(new OpenPaths(false, List.of()).isOpen(path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sign-in", "/assets/evenkeel.css", "/favicon.ico"})
    void theSignInPageAndWhatItLooksLikeAreAlwaysOpen(String path) {
        assertThat(new OpenPaths(false, List.of()).isOpen(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/keys",
                "/q",
                "/q/openapi",
                "/q/swagger-ui",
                "/metricsx",
                "/metrics/",
                "/-/reload",
                "/sign-in/oidc",
                "/assets",
                "/internal/tasks/x"
            })
    void everythingElseIsClosed(String path) {
        assertThat(new OpenPaths(true, List.of()).isOpen(path)).isFalse();
    }

    @Test
    void aDeploymentMayOpenMore() {
        var paths = new OpenPaths(true, List.of("/health", "/status/*"));

        assertThat(paths.isOpen("/health")).isTrue();
        assertThat(paths.isOpen("/health/x")).isFalse();
        assertThat(paths.isOpen("/status/x")).isTrue();
    }
}
