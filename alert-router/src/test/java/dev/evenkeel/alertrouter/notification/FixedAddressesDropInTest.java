package dev.evenkeel.alertrouter.notification;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.RealAlertmanager;
import dev.evenkeel.alertrouter.RouterUnderTest;
import dev.evenkeel.alertrouter.notification.InterceptingProxy.Asked;
import dev.evenkeel.testing.ServiceTest;

import static org.assertj.core.api.Assertions.assertThat;

/** Services whose addresses nobody can configure are reached through a proxy, and told the same by a real Alertmanager. */
@ServiceTest
class FixedAddressesDropInTest {

    private static final String CONFIGURATION = """
            global:
              http_config:
                proxy_url: '%s'
                tls_config: {insecure_skip_verify: true}
            route: {receiver: everybody, group_by: [alertname, cluster], group_wait: 1s, group_interval: 1h}
            receivers:
            - name: everybody
              pushover_configs:
              - user_key: 'user {{ .CommonLabels.severity }}'
                token: token
                title: '{{ .GroupLabels.alertname }} {{ reReplaceAll "." "title " "@" }}'
                message: '{{ range .Alerts }}{{ .Annotations.summary }} {{ end }}{{ reReplaceAll "." "message ä " "@" }}'
                url: 'http://url.example/?q={{ .Status }}&{{ reReplaceAll "." "12345" "@" }}'
                sound: 's {{ .Status }}'
                retry: 30s
                expire: 1h30m
              - user_key: other
                token: token
                html: true
                title: t
                message: '<b>{{ (index .Alerts 0).Annotations.summary }}</b> ~*'
                url: ''
                priority: '{{ len .Alerts }}'
              - {user_key: silent, token: token, title: t, message: ' ', url: ''}
              pagerduty_configs:
              - service_key: 'key of {{ .CommonLabels.severity }}'
                client: c {{ .Status }}
                client_url: http://client.example
                description: '{{ reReplaceAll "." "described at length " "@" }}'
                details: {firing: f, resolved: r, num_firing: '1', num_resolved: '0', own: '{{ .GroupLabels.cluster }}'}
            """.replace("@", "x".repeat(150));

    private final TestCertificate certificate = TestCertificate.make();
    private final InterceptingProxy theirProxy = new InterceptingProxy(certificate);
    private final InterceptingProxy ourProxy = new InterceptingProxy(certificate);

    @AfterEach
    void close() {
        theirProxy.close();
        ourProxy.close();
    }

    @Test
    void pushoverAndTheOldPagerDutyAreToldTheSame() {
        try (RealAlertmanager theirs = RealAlertmanager.start(CONFIGURATION.formatted(theirProxy.url()))) {
            RouterUnderTest.configure(CONFIGURATION.formatted(ourProxy.url()));
            String alerts = Stream.of("a", "b")
                    .map(instance -> """
                            {"labels":{"alertname":"Fixed","severity":"critical","cluster":"ü~*","instance":"%s"},
                             "annotations":{"summary":"<b> & on %s"}}
                            """.formatted(instance, instance))
                    .toList()
                    .toString();
            assertThat(theirs.post("/api/v2/alerts", alerts).status()).isEqualTo(200);
            RouterUnderTest.post(alerts).statusCode(200);

            Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                RouterUnderTest.flush();
                assertThat(told(theirProxy)).hasSize(4);
                assertThat(told(ourProxy)).containsExactlyElementsOf(told(theirProxy));
            });
        }
    }

    @Test
    void aProxyGetsItsOwnHeaders() {
        RouterUnderTest.configure(CONFIGURATION
                .formatted(ourProxy.url())
                .replace("proxy_url:", "proxy_connect_header: {X-Team: [one, two]}\n    proxy_url:"));
        RouterUnderTest.post("[{\"labels\":{\"alertname\":\"ThroughAProxy\"}}]").statusCode(200);

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            RouterUnderTest.flush();
            return ourProxy.asked().size() >= 4;
        });

        assertThat(ourProxy.asked())
                .allSatisfy(asked -> assertThat(asked.connect()).isEqualTo("one,two"));
    }

    /** What is in the URL there and in the body here counts as the same: it keeps keys out of logs. */
    private static List<String> told(InterceptingProxy proxy) {
        return proxy.asked().stream()
                .map(asked -> asked.method() + " " + asked.service() + asked.path() + " " + content(asked))
                .sorted()
                .toList();
    }

    private static Map<String, Object> content(Asked asked) {
        if (asked.body().startsWith("{")) {
            JsonObject event = new JsonObject(asked.body());
            var sorted = new TreeMap<String, Object>(event.getMap());
            sorted.put("details", new TreeMap<>(event.getJsonObject("details").getMap()));
            return sorted;
        }
        // of newer versions only, and empty here
        return Arrays.stream((asked.body().isEmpty() ? asked.query() : asked.body()).split("&", -1))
                .filter(field -> !field.equals("device="))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (one, other) -> one,
                        TreeMap::new));
    }
}
