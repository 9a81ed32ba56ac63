package dev.evenkeel.alertrouter.notification.http;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundProxies;

import static org.assertj.core.api.Assertions.assertThat;

class HttpSettingsTest {

    private static final Secret WRITTEN = Secret.literal("s3cret");
    private static final Secret IN_FILE = Secret.file(Path.of("/run/secrets/webhook"));

    @Test
    void whatTheConfigurationHoldsItselfIsAtHand() {
        var settings = new HttpSettings(
                new HttpCredentials.Basic(WRITTEN, Secret.environment("PASSWORD")),
                TlsSettings.SYSTEM,
                OutboundProxies.NONE,
                true,
                true,
                Map.of("X-Token", List.of(WRITTEN)));

        assertThat(settings.isAtHand()).isTrue();
    }

    static Stream<HttpSettings> withFiles() {
        return Stream.of(
                HttpSettings.DEFAULT.withCredentials(new HttpCredentials.Basic(WRITTEN, IN_FILE)),
                HttpSettings.DEFAULT.withCredentials(new HttpCredentials.Token("Bearer", IN_FILE)),
                new HttpSettings(
                        new HttpCredentials.None(),
                        new TlsSettings(
                                Optional.of(IN_FILE),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                false,
                                Optional.empty(),
                                Optional.empty()),
                        OutboundProxies.NONE,
                        true,
                        true,
                        Map.of()),
                new HttpSettings(
                        new HttpCredentials.None(),
                        TlsSettings.SYSTEM,
                        OutboundProxies.NONE,
                        true,
                        true,
                        Map.of("X-Token", List.of(WRITTEN, IN_FILE))));
    }

    @ParameterizedTest
    @MethodSource("withFiles")
    void whatIsInAFileIsReadWhereBlockingDoesNoHarm(HttpSettings settings) {
        assertThat(settings.isAtHand()).isFalse();
    }
}
