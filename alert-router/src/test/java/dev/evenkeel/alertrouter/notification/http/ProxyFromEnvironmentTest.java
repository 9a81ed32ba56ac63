package dev.evenkeel.alertrouter.notification.http;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.outbound.OutboundException;
import dev.evenkeel.platform.outbound.OutboundException.Reason;
import dev.evenkeel.platform.outbound.OutboundProxies;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What {@code proxy_from_environment} does on the wire, in an environment that a test can choose. */
@ServiceTest
class ProxyFromEnvironmentTest {

    private static final HttpSink PROXY = HttpSink.start();

    @Inject
    ChannelHttp http;

    private record Channel(HttpSettings http) implements HttpChannelSettings {

        @Override
        public String kind() {
            return "example";
        }

        @Override
        public boolean sendResolved() {
            return true;
        }
    }

    @BeforeEach
    void forget() {
        PROXY.reset();
    }

    @AfterAll
    static void close() {
        PROXY.close();
    }

    @Test
    void aRequestGoesThroughTheProxyOfTheEnvironment() {
        HttpAnswer answer = post("http://behind.example/hook");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(PROXY.requests()).extracting(HttpSink.Request::path).containsExactly("http://behind.example/hook");
    }

    @Test
    void whoTheEnvironmentExceptsIsLookedForWithoutIt() {
        OutboundException failure =
                catchThrowableOfType(OutboundException.class, () -> post("http://direct.example/hook"));

        assertThat(failure.reason()).isEqualTo(Reason.UNRESOLVED);
        assertThat(PROXY.requests()).isEmpty();
    }

    private HttpAnswer post(String url) {
        Map<String, String> environment = Map.of("HTTP_PROXY", PROXY.url("").toString(), "NO_PROXY", "direct.example");
        HttpSettings settings = HttpSettings.DEFAULT.withProxies(read("proxy_from_environment: true", environment));
        return http.send(new Channel(settings), () -> ChannelRequest.post(url, "{}"))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private static OutboundProxies read(String httpConfig, Map<String, String> environment) {
        var live = new LiveConfiguration<>(
                documents -> ProxyReader.read(
                        Fields.of(documents.getFirst().root().mapping(), Path.of("/nowhere")), environment),
                OutboundProxies.NONE,
                Clock.systemUTC());
        live.load(new TreeMap<>(Map.of("http.yml", httpConfig)));
        assertThat(live.status().problems()).isEmpty();
        return live.current();
    }
}
