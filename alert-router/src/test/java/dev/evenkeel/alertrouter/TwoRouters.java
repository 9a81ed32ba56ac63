package dev.evenkeel.alertrouter;

import java.time.Duration;
import java.util.List;

import io.restassured.http.ContentType;
import org.awaitility.Awaitility;

import dev.evenkeel.platform.security.Role;
import dev.evenkeel.testing.HttpSink;
import dev.evenkeel.testing.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** A real Alertmanager and ours with the same configuration, each with somebody of its own to tell. */
public final class TwoRouters implements AutoCloseable {

    private final HttpSink toldByTheirs = HttpSink.start();
    private final HttpSink toldByOurs = HttpSink.start();
    private final RealAlertmanager theirs;

    private TwoRouters(String configuration) {
        theirs = RealAlertmanager.start(telling(toldByTheirs, configuration));
        RouterUnderTest.configure(telling(toldByOurs, configuration));
    }

    private static String telling(HttpSink sink, String configuration) {
        return configuration.formatted("http://127.0.0.1:" + sink.port());
    }

    /**
     * Starts the one and configures the other.
     *
     * @param configuration an {@code alertmanager.yml}, in which {@code %1$s} stands for the address of whoever is told
     */
    public static TwoRouters start(String configuration) {
        return new TwoRouters(configuration);
    }

    /** Changes the files of both, and has them read again. */
    public void reload(String configuration) {
        theirs.reload(telling(toldByTheirs, configuration));
        RouterUnderTest.reload(telling(toldByOurs, configuration));
    }

    public RealAlertmanager theirs() {
        return theirs;
    }

    /** Both have to take it with a 200. */
    public void postToBoth(Role role, String path, String json) {
        assertThat(theirs.post(path, json).status()).isEqualTo(200);
        TestKeys.as(role)
                .contentType(ContentType.JSON)
                .body(json)
                .when()
                .post(path)
                .then()
                .statusCode(200);
    }

    public List<HttpSink.Request> toldByTheirs() {
        return toldByTheirs.requests();
    }

    public List<HttpSink.Request> toldByOurs() {
        return toldByOurs.requests();
    }

    /** Waits until both have told at least as much about something that the text is part of. */
    public void awaitTold(int notifications, String about) {
        Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> {
            RouterUnderTest.flush();
            return count(toldByTheirs, about) >= notifications && count(toldByOurs, about) >= notifications;
        });
    }

    private static long count(HttpSink sink, String about) {
        return sink.requests().stream()
                .filter(request -> request.body().contains(about))
                .count();
    }

    @Override
    public void close() {
        theirs.close();
        toldByTheirs.close();
        toldByOurs.close();
    }
}
