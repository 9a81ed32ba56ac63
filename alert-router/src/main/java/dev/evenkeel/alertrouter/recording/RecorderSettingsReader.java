package dev.evenkeel.alertrouter.recording;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.evenkeel.alertrouter.notification.AttemptTime;
import dev.evenkeel.alertrouter.notification.fields.Fields;
import dev.evenkeel.alertrouter.notification.http.HttpSettings;
import dev.evenkeel.alertrouter.notification.http.HttpSettingsReader;
import dev.evenkeel.alertrouter.notification.http.TlsSettingsReader;
import dev.evenkeel.alertrouter.recording.RecorderSettings.Batch;
import dev.evenkeel.alertrouter.recording.RecorderSettings.KafkaOutput;
import dev.evenkeel.alertrouter.recording.RecorderSettings.WebhookOutput;
import dev.evenkeel.alertrouter.template.format.GoQuoting;
import dev.evenkeel.platform.configuration.Secret;

/** Reads {@code event_recorder}; mistakes are named in Alertmanager's words. */
public final class RecorderSettingsReader {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration USUAL_BACKOFF = Duration.ofMillis(500);
    private static final Duration USUAL_PATIENCE = Duration.ofMillis(100);
    private static final int USUAL_WORKERS = 4;
    private static final int MOST_WORKERS = 100;
    private static final int USUAL_ATTEMPTS = 3;
    private static final int USUAL_BATCH = 100;
    private static final int USUAL_BATCH_BYTES = 1 << 20;
    private static final int USUAL_BUFFER = 1024;
    private static final Map<String, String> ACKS = Map.of("none", "0", "leader", "1", "all", "all");
    private static final List<String> COMPRESSIONS = List.of("none", "gzip", "snappy", "lz4", "zstd");

    private RecorderSettingsReader() {}

    public static RecorderSettings read(Fields recorder) {
        return new RecorderSettings(
                recorder.list("file_outputs", RecorderSettingsReader::readFile),
                recorder.list("webhook_outputs", RecorderSettingsReader::readWebhook),
                recorder.list("kafka_outputs", RecorderSettingsReader::readTopic),
                recorder.list("stdout_outputs", output -> output).size());
    }

    private static Path readFile(Fields output) {
        return output.folder()
                .resolve(output.requireText(output.text("path"), "event_recorder file output requires a path"));
    }

    private static WebhookOutput readWebhook(Fields output) {
        boolean batched = output.flag("batch", false);
        int events = output.integer("batch_max_events", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        int bytes = output.integer("batch_max_bytes", Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
        Duration patience = output.duration("batch_flush_interval");
        if (events < 0 || bytes < 0) {
            output.reject("event_recorder webhook batch settings cannot be negative");
        } else if (!batched && (events != 0 || bytes != 0 || !patience.isZero())) {
            output.reject("event_recorder webhook batch settings require batch: true");
        }
        var batch = new Batch(
                orUsual(events, USUAL_BATCH), orUsual(bytes, USUAL_BATCH_BYTES), orUsual(patience, USUAL_PATIENCE));
        return new WebhookOutput(
                url(output),
                HttpSettingsReader.of(output, HttpSettings.DEFAULT),
                orUsual(timeout(output), USUAL_TIMEOUT),
                workers(output),
                orUsual(any(output, "max_retries"), USUAL_ATTEMPTS),
                orUsual(output.duration("retry_backoff"), USUAL_BACKOFF),
                batched ? Optional.of(batch) : Optional.empty());
    }

    private static Secret url(Fields output) {
        if (output.text("url").filter(Fields.SECRET::equals).isPresent()) {
            output.reject("event_recorder webhook output requires an absolute http(s) url");
            return Secret.literal("");
        }
        Optional<Secret> url = output.url("url").map(Secret::literal);
        output.node("url").ifPresent(node -> node.conceal(Fields.SECRET));
        return output.requireSecret(url, "event_recorder webhook output requires a url");
    }

    private static Duration timeout(Fields output) {
        Duration timeout = output.duration("timeout");
        if (timeout.compareTo(AttemptTime.LONGEST) > 0) {
            output.node("timeout")
                    .ifPresent(node -> node.notice("counts as " + AttemptTime.LONGEST.toSeconds()
                            + "s, the longest that a request may take here"));
        }
        return timeout;
    }

    private static int workers(Fields output) {
        int workers = orUsual(any(output, "workers"), USUAL_WORKERS);
        if (workers > MOST_WORKERS) {
            output.node("workers")
                    .ifPresent(node -> node.notice(
                            "counts as " + MOST_WORKERS + ", the most requests that are under way at a time here"));
        }
        return Math.min(workers, MOST_WORKERS);
    }

    private static int any(Fields output, String field) {
        return output.integer(field, Integer.MIN_VALUE, Integer.MAX_VALUE, 0);
    }

    private static int orUsual(int written, int usual) {
        return written > 0 ? written : usual;
    }

    private static Duration orUsual(Duration written, Duration usual) {
        return written.isPositive() ? written : usual;
    }

    private static KafkaOutput readTopic(Fields output) {
        List<String> brokers = output.textList("brokers");
        if (brokers.isEmpty()) {
            output.reject("event_recorder kafka: at least one broker is required");
        } else if (brokers.contains("")) {
            output.reject("event_recorder kafka: broker entries must be non-empty");
        }
        String acks = output.text("acks").orElse("leader");
        if (!ACKS.containsKey(acks)) {
            output.reject("event_recorder kafka: unknown acks " + GoQuoting.quote(acks)
                    + ", must be \"none\", \"leader\", or \"all\"");
        }
        String compression = output.text("compression").orElse("none");
        if (!COMPRESSIONS.contains(compression)) {
            output.reject("event_recorder kafka: unknown compression " + GoQuoting.quote(compression));
        }
        String format = output.text("format").orElse("json");
        if (!format.equals("json") && !format.equals("protobuf")) {
            output.reject("event_recorder kafka: unknown format " + GoQuoting.quote(format)
                    + ", must be \"json\" or \"protobuf\"");
        }
        return new KafkaOutput(
                brokers.stream().sorted().toList(),
                output.requireText(output.text("topic"), "event_recorder kafka output requires a topic"),
                output.text("client_id").orElse("alertmanager"),
                format.equals("protobuf"),
                ACKS.getOrDefault(acks, "1"),
                compression,
                orUsual(any(output, "buffer_size"), USUAL_BUFFER),
                output.within("tls_config", TlsSettingsReader::read));
    }
}
