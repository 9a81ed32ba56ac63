package dev.evenkeel.alertrouter.recording;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.platform.configuration.LiveConfiguration;

/**
 * Records events as long as the configuration in force says where to, and costs a look at a field otherwise. When the section
 * changes, what was recorded before goes where it was to go, and what comes after waits for that.
 */
@Startup
@Singleton
public class RecordingService implements EventRecorder {

    /** What the machine is called, without asking the network. */
    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    /** For what waits when outputs are closed, each at most. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** For all of them when the process ends. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(20);

    private final ChannelHttp http;
    private final KafkaProducerProvider producers;
    private final RecorderMetrics metrics;
    private final Clock clock;
    private final String version;
    private final String instance;
    private RecorderSettings settings = RecorderSettings.NONE;
    private boolean started;
    /** What takes events; absent if nothing is recorded. */
    private volatile RecordingRelay relay;
    /** The last that was begun, which may still be writing what was recorded before. */
    private RecordingRelay latest;

    RecordingService(
            LiveConfiguration<RouterConfig> configuration,
            ChannelHttp http,
            KafkaProducerProvider producers,
            RecorderMetrics metrics,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.http = http;
        this.producers = producers;
        this.metrics = metrics;
        this.clock = clock;
        this.version = version;
        this.instance = hostName();
        configuration.onChange(changed -> apply(changed.feature(RecorderSettings.class)));
        if (configuration.status().loadedAt() != null) {
            apply(configuration.current().feature(RecorderSettings.class));
        }
    }

    /** As in Alertmanager, whoever cannot be told what it is called does not say. */
    private static String hostName() {
        try {
            return Files.isReadable(KERNEL)
                    ? Files.readString(KERNEL).strip()
                    : InetAddress.getLocalHost().getHostName();
        } catch (IOException nameless) {
            return "";
        }
    }

    @Override
    public boolean isOn() {
        return relay != null;
    }

    @Override
    public void record(RecordedEvent event) {
        RecordingRelay current = relay;
        if (current != null) {
            current.offer(new QueuedEvent(clock.instant(), instance, event));
        }
    }

    private synchronized void apply(RecorderSettings wanted) {
        boolean first = !started;
        started = true;
        if (wanted.equals(settings)) {
            return;
        }
        List<EventOutput> outputs = new ArrayList<>();
        boolean complete = open(wanted, outputs);
        if (!complete && !first) {
            outputs.forEach(output -> output.close(Duration.ZERO));
            Log.error("Failed to reload event recorder outputs; keeping existing outputs");
            return;
        }
        settings = wanted;
        replace(outputs);
        if (first) {
            record(new RecordedEvent.Started(version, buildContext()));
        } else {
            Log.infof("Event recorder configuration reloaded: %d outputs", outputs.size());
        }
    }

    private void replace(List<EventOutput> outputs) {
        Optional<RecordingRelay> before = Optional.ofNullable(latest);
        if (outputs.isEmpty()) {
            relay = null;
            before.ifPresent(RecordingRelay::end);
            return;
        }
        latest = new RecordingRelay(outputs, before, metrics, PATIENCE);
        metrics.waiting(latest::waiting);
        relay = latest;
        latest.start();
    }

    /** @return whether all outputs could be opened; those that could are there in any case */
    private boolean open(RecorderSettings wanted, List<EventOutput> outputs) {
        boolean complete = true;
        for (Path file : wanted.files()) {
            try {
                outputs.add(new EventFileStore(file));
            } catch (IOException failure) {
                Log.errorf("Failed to create file event recorder output %s: %s", file, failure);
                complete = false;
            }
        }
        wanted.webhooks().forEach(webhook -> outputs.add(new EventWebhookClient(webhook, http, metrics)));
        wanted.topics()
                .forEach(topic ->
                        outputs.add(new EventKafkaClient(topic, instance, () -> producers.producer(topic), metrics)));
        for (int i = 0; i < wanted.stdouts(); i++) {
            outputs.add(new EventStdoutStream(new FileOutputStream(FileDescriptor.out)));
        }
        return complete;
    }

    private static String buildContext() {
        return "(java=%s, platform=%s/%s)"
                .formatted(
                        Runtime.version(),
                        System.getProperty("os.name", "").toLowerCase(Locale.ROOT),
                        System.getProperty("os.arch", ""));
    }

    /** Last of all, so that what others still do is recorded. */
    synchronized void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) ShutdownEvent event)
            throws InterruptedException {
        record(new RecordedEvent.Stopped());
        relay = null;
        if (latest != null) {
            latest.endAndWait(PATIENCE_AT_THE_END);
        }
    }
}
