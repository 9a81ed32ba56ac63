package dev.evenkeel.alertrouter.tracing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.logging.Log;
import io.quarkus.runtime.Startup;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.config.RouterConfig;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.outbound.OutboundHttp;

/**
 * Makes spans as long as the configuration in force has a {@code tracing} section, and costs next to nothing without. When the
 * section changes, what was traced before is sent to where it was to go.
 */
@Startup
@Singleton
public class TracingService {

    private static final long PATIENCE_SECONDS = 5;
    private static final TextMapGetter<Map<String, List<String>>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, List<String>> headers) {
            return headers.keySet();
        }

        @Override
        public String get(Map<String, List<String>> headers, String name) {
            return headers == null
                    ? null
                    : headers.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
        }
    };

    private final OutboundHttp http;
    private final String version;
    private volatile Optional<Tracer> tracer = Optional.empty();
    private TracingSettings settings = TracingSettings.OFF;
    private Optional<SdkTracerProvider> provider = Optional.empty();

    TracingService(
            LiveConfiguration<RouterConfig> configuration,
            OutboundHttp http,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String version) {
        this.http = http;
        this.version = version;
        configuration.onChange(changed -> apply(changed.feature(TracingSettings.class)));
        apply(configuration.current().feature(TracingSettings.class));
    }

    private synchronized void apply(TracingSettings wanted) {
        if (wanted.equals(settings)) {
            return;
        }
        Optional<SdkTracerProvider> before = provider;
        settings = wanted;
        provider = wanted.url().map(url -> provider(wanted));
        tracer = provider.map(each -> each.get("alert-router"));
        before.ifPresent(TracingService::end);
        Log.info(provider.isPresent() ? "Tracing to " + wanted.endpoint() : "Tracing has ended");
    }

    private SdkTracerProvider provider(TracingSettings wanted) {
        Resource resource = Resource.getDefault()
                .merge(Resource.create(Attributes.of(
                        // the name by which Alertmanager's traces are found
                        AttributeKey.stringKey("service.name"),
                        "alertmanager",
                        AttributeKey.stringKey("service.version"),
                        version)));
        return SdkTracerProvider.builder()
                .setResource(resource)
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(wanted.samplingFraction())))
                .addSpanProcessor(
                        BatchSpanProcessor.builder(new OtlpClient(wanted, http)).build())
                .build();
    }

    private static void end(SdkTracerProvider provider) {
        provider.shutdown();
    }

    @PreDestroy
    synchronized void end() {
        provider.ifPresent(each -> each.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS));
    }

    /** A span of a request, in the trace that its headers name. */
    Span request(String name, Map<String, List<String>> headers) {
        return tracer.map(each -> each.spanBuilder(name)
                        .setParent(W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS))
                        .setSpanKind(SpanKind.SERVER)
                        .startSpan())
                .orElseGet(Span::getInvalid);
    }

    /** A span that begins a trace, of something that we do on our own. */
    public Span begin(String name) {
        return tracer.map(each -> each.spanBuilder(name)
                        .setNoParent()
                        .setSpanKind(SpanKind.CLIENT)
                        .startSpan())
                .orElseGet(Span::getInvalid);
    }

    /** Whether anything is traced at all. */
    public boolean isOn() {
        return tracer.isPresent();
    }
}
