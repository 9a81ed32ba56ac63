package dev.evenkeel.alertrouter.tracing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.quarkus.logging.Log;
import io.vertx.core.buffer.Buffer;

import dev.evenkeel.alertrouter.tracing.TracingSettings.Protocol;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundRequest.Version;
import dev.evenkeel.platform.outbound.OutboundResponse;

/** Sends spans to a collector by OTLP 1, over HTTP or gRPC. What a collector does not take is lost, and said so. */
final class OtlpClient implements SpanExporter {

    private static final int GRPC_HEAD = 5;

    private final TracingSettings settings;
    private final String url;
    private final OutboundHttp http;

    OtlpClient(TracingSettings settings, OutboundHttp http) {
        this.settings = settings;
        this.url = settings.url().orElseThrow();
        this.http = http;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = new CompletableResultCode();
        http.send(() -> request(spans), answer -> answer)
                .subscribe()
                .with(answer -> finish(result, answer), failure -> {
                    Log.warnf("Spans could not be sent to %s: %s", settings.endpoint(), failure.getMessage());
                    result.fail();
                });
        return result;
    }

    private void finish(CompletableResultCode result, OutboundResponse answer) {
        String grpc = answer.header("grpc-status").orElse("0");
        if (answer.isSuccess() && grpc.equals("0")) {
            result.succeed();
        } else {
            Log.warnf("%s did not take spans: status %d, gRPC status %s", settings.endpoint(), answer.status(), grpc);
            result.fail();
        }
    }

    private OutboundRequest request(Collection<SpanData> spans) {
        byte[] message = message(spans);
        boolean grpc = settings.protocol() == Protocol.GRPC;
        OutboundRequest request = OutboundRequest.post(
                        url,
                        grpc ? "application/grpc" : "application/x-protobuf",
                        grpc ? framed(message) : Buffer.buffer(message))
                .timeout(settings.timeout())
                .tls(settings.tls().now())
                .version(grpc ? Version.HTTP_2 : Version.HTTP_2_IF_OFFERED);
        if (settings.compressed()) {
            request = request.header(grpc ? "grpc-encoding" : "Content-Encoding", "gzip");
        }
        for (Map.Entry<String, Secret> header : settings.headers().entrySet()) {
            request = request.header(header.getKey(), header.getValue().reveal().strip());
        }
        return request;
    }

    private byte[] message(Collection<SpanData> spans) {
        var bytes = new ByteArrayOutputStream();
        try (OutputStream out = settings.compressed() ? new GZIPOutputStream(bytes) : bytes) {
            TraceRequestMarshaler.create(spans).writeBinaryTo(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("memory takes what is written", impossible);
        }
        return bytes.toByteArray();
    }

    /** As gRPC wants a message: whether it is compressed, and how long it is, come first. */
    private Buffer framed(byte[] message) {
        return Buffer.buffer(GRPC_HEAD + message.length)
                .appendByte((byte) (settings.compressed() ? 1 : 0))
                .appendInt(message.length)
                .appendBytes(message);
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
