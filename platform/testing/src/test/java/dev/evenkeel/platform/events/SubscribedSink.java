package dev.evenkeel.platform.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import dev.evenkeel.testing.CuttableProxy;
import dev.evenkeel.testing.EmbeddedPostgres;
import dev.evenkeel.testing.HttpSink;

/** Gives the service one subscriber, who listens here, and a database that can be cut off. */
public class SubscribedSink implements QuarkusTestResourceLifecycleManager {

    private HttpSink sink;
    private CuttableProxy database;
    private Path token;

    @Override
    public Map<String, String> start() {
        try {
            sink = HttpSink.start();
            database = new CuttableProxy(EmbeddedPostgres.running().port());
            token = Files.createTempFile("evenkeel-token-", "");
            Files.writeString(token, "first-key\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(
                "evenkeel.events.subscribers.sink.url",
                sink.url("/api/v1/events").toString(),
                "evenkeel.events.subscribers.sink.types",
                "dev.evenkeel.sent.*",
                "evenkeel.events.subscribers.sink.token-file",
                token.toString(),
                "evenkeel.events.relay.request-timeout",
                "2s",
                // Only the notification of a commit is to start the relay here, or the test itself.
                "evenkeel.tasks.scheduled",
                "false",
                "quarkus.datasource.reactive.url",
                "postgresql://127.0.0.1:%d/${evenkeel.database.name}".formatted(database.port()));
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(sink, new TestInjector.MatchesType(HttpSink.class));
        injector.injectIntoFields(database, new TestInjector.MatchesType(CuttableProxy.class));
        injector.injectIntoFields(token, new TestInjector.MatchesType(Path.class));
    }

    @Override
    public void stop() {
        sink.close();
        database.close();
    }
}
