package dev.evenkeel.alertrouter.notification;

import java.time.Duration;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;

import dev.evenkeel.alertrouter.notification.content.ExampleContent;
import dev.evenkeel.testing.HttpSink;

/** A running service, and a sink in the place of those whom its channels tell. */
abstract class ChannelScenario {

    final HttpSink sink = HttpSink.start();

    @Inject
    DeliveryService deliveries;

    @AfterEach
    void closeSink() {
        sink.close();
    }

    /**
     * Makes one attempt to tell of alerts that fire.
     *
     * @param entry of a receiver, such as {@code slack_configs: [{api_url: URL/hook}]}, where {@code URL} stands for the sink
     */
    final DeliveryResult deliver(String entry) {
        ChannelSettings settings = ExampleReceiver.settings(
                ChannelSettings.class, entry.replace("URL", "http://127.0.0.1:" + sink.port()));
        return deliveries
                .attempt(
                        new Integration("team", 0, settings),
                        ExampleContent.firing().notification())
                .await()
                .atMost(Duration.ofSeconds(15));
    }
}
