package dev.evenkeel.alertrouter.notification.http;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.unchecked.Unchecked;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.fields.GoUrl;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundRequest.Version;
import dev.evenkeel.platform.outbound.OutboundResponse;

/**
 * The way out of every channel that speaks HTTP: adds to a request what {@code http_config} says, sends it through the
 * platform's guarded client, and judges the answer. Requests are written on a thread that may block, since templates take
 * their time and secrets may be in files, unless a channel says that it takes no time.
 */
@ApplicationScoped
public class ChannelHttp {

    private static final int MOST_REDIRECTS = 5;

    /** A request with all but the token that has to be asked for. */
    private record Prepared(OutboundRequest request, Optional<String> oauth2Secret) {}

    private final Vertx vertx;
    private final OutboundHttp http;
    private final OAuth2TokenClient tokens;
    private final Clock clock;

    ChannelHttp(Vertx vertx, OutboundHttp http, OAuth2TokenClient tokens, Clock clock) {
        this.vertx = vertx;
        this.http = http;
        this.tokens = tokens;
        this.clock = clock;
    }

    /**
     * Sends requests one after the other, as long as each succeeds.
     *
     * @param rule judges the answers
     * @param requests writes them
     * @return what the last answer comes to; fails if there was none, or if the requests cannot be written
     */
    public Uni<DeliveryResult> deliver(
            HttpChannelSettings settings, AnswerRule rule, Supplier<List<ChannelRequest>> requests) {
        return deliver(settings, rule, blocking(writing(settings, requests)));
    }

    /** The same for what is written in no time, without templates and secrets of its own that are in files. */
    public Uni<DeliveryResult> deliverAtOnce(
            HttpChannelSettings settings, AnswerRule rule, Supplier<List<ChannelRequest>> requests) {
        Callable<List<Prepared>> writing = writing(settings, requests);
        return deliver(
                settings,
                rule,
                settings.http().isAtHand()
                        ? Uni.createFrom().item(Unchecked.supplier(writing::call))
                        : blocking(writing));
    }

    private Uni<DeliveryResult> deliver(HttpChannelSettings settings, AnswerRule rule, Uni<List<Prepared>> written) {
        return written.flatMap(all -> inTurn(settings.http(), rule, all));
    }

    private static Callable<List<Prepared>> writing(
            HttpChannelSettings settings, Supplier<List<ChannelRequest>> requests) {
        SpanContext trace = Span.current().getSpanContext();
        return () -> requests.get().stream()
                .map(request -> prepare(settings, traced(request, trace)))
                .toList();
    }

    /** One request, whatever is answered to it. */
    public Uni<HttpAnswer> send(HttpChannelSettings settings, Supplier<ChannelRequest> request) {
        SpanContext trace = Span.current().getSpanContext();
        return blocking(() -> prepare(settings, traced(request.get(), trace)))
                .flatMap(one -> exchange(settings.http(), one));
    }

    /** Lets the receiver go on with the trace, if there is one (W3C Trace Context, section 3.2). */
    private static ChannelRequest traced(ChannelRequest request, SpanContext trace) {
        return trace.isValid()
                ? request.header(
                        "traceparent",
                        "00-%s-%s-%s"
                                .formatted(
                                        trace.getTraceId(),
                                        trace.getSpanId(),
                                        trace.getTraceFlags().asHex()))
                : request;
    }

    private <T> Uni<T> blocking(Callable<T> work) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(work, false).toCompletionStage());
    }

    private Uni<DeliveryResult> inTurn(HttpSettings settings, AnswerRule rule, List<Prepared> requests) {
        return exchange(settings, requests.getFirst()).map(rule::judge).flatMap(result -> {
            boolean goOn = result instanceof DeliveryResult.Delivered && requests.size() > 1;
            return goOn
                    ? inTurn(settings, rule, requests.subList(1, requests.size()))
                    : Uni.createFrom().item(result);
        });
    }

    private Uni<HttpAnswer> exchange(HttpSettings settings, Prepared prepared) {
        Uni<OutboundRequest> authorized =
                settings.credentials() instanceof HttpCredentials.OAuth2(OAuth2Settings oauth2)
                                && prepared.oauth2Secret().isPresent()
                        ? tokens.header(oauth2, prepared.oauth2Secret().get())
                                .map(header -> prepared.request().header("Authorization", header))
                        : Uni.createFrom().item(prepared.request());
        return authorized.flatMap(http::send).map(this::answer);
    }

    private HttpAnswer answer(OutboundResponse response) {
        return new HttpAnswer(
                response.status(),
                response.header("Content-Type").orElse(""),
                response.header("Retry-After"),
                response.bodyText(),
                clock.instant());
    }

    private static Prepared prepare(HttpChannelSettings channel, ChannelRequest request) {
        HttpSettings settings = channel.http();
        GoUrl url = request.target();
        OutboundRequest outbound = OutboundRequest.of(request.method(), url.address())
                .version(settings.http2() ? Version.HTTP_2_IF_OFFERED : Version.HTTP_1_1)
                .timeout(channel.attemptTime().request())
                .tls(settings.tls().now())
                .proxies(settings.proxies())
                .followRedirects(settings.followRedirects() ? MOST_REDIRECTS : 0);
        if (!request.contentType().isEmpty()) {
            outbound = outbound.header("Content-Type", request.contentType()).body(Buffer.buffer(request.body()));
        }
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            outbound = outbound.header(header.getKey(), header.getValue());
        }
        for (Map.Entry<String, List<Secret>> header : settings.headers().entrySet()) {
            String values = header.getValue().stream()
                    .map(value -> value.reveal().strip())
                    .collect(Collectors.joining(", "));
            outbound = outbound.header(header.getKey(), values);
        }
        if (outbound.headers().containsKey("Authorization")) {
            return new Prepared(outbound, Optional.empty());
        }
        // a user in the URL goes before one in http_config, but a token that had to be asked for is used
        OutboundRequest open = outbound;
        return url.user()
                .filter(user -> !(settings.credentials() instanceof HttpCredentials.OAuth2))
                .map(user -> new Prepared(open.basic(user.name(), user.password()), Optional.empty()))
                .orElseGet(() -> authorize(settings.credentials(), open));
    }

    private static Prepared authorize(HttpCredentials credentials, OutboundRequest request) {
        return switch (credentials) {
            case HttpCredentials.None _ -> new Prepared(request, Optional.empty());
            case HttpCredentials.Basic basic -> {
                String pair = basic.username().reveal() + ":" + basic.password().reveal();
                String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
                yield new Prepared(request.header("Authorization", "Basic " + encoded), Optional.empty());
            }
            case HttpCredentials.Token token -> {
                String header =
                        token.scheme() + " " + token.credentials().reveal().strip();
                yield new Prepared(request.header("Authorization", header), Optional.empty());
            }
            case HttpCredentials.OAuth2(OAuth2Settings oauth2) ->
                new Prepared(request, Optional.of(OAuth2TokenClient.secretOf(oauth2)));
        };
    }
}
