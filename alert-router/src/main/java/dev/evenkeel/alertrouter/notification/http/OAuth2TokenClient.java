package dev.evenkeel.alertrouter.notification.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

import dev.evenkeel.alertrouter.notification.content.AnswerJson;
import dev.evenkeel.platform.configuration.Secret;
import dev.evenkeel.platform.outbound.OutboundHttp;
import dev.evenkeel.platform.outbound.OutboundRequest;
import dev.evenkeel.platform.outbound.OutboundResponse;

/** Asks for OAuth 2 tokens, and keeps each until shortly before it ends. */
@ApplicationScoped
class OAuth2TokenClient {

    private static final Duration MARGIN = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** @param header what the Authorization header says */
    private record Token(String header, Instant endsAt) {}

    private record Asker(OAuth2Settings settings, String secret) {}

    private final OutboundHttp http;
    private final Clock clock;
    private final Map<Asker, Token> tokens = new ConcurrentHashMap<>();

    OAuth2TokenClient(OutboundHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** The secret that a request is made with; blocks for reading a file. */
    static String secretOf(OAuth2Settings settings) {
        Secret secret = settings.assertion().map(OAuth2Settings.Assertion::key).orElse(settings.clientSecret());
        return secret.reveal().strip();
    }

    /**
     * What the Authorization header is to say.
     *
     * @return fails with an {@code IllegalStateException} that says what the server answered, or as the client does
     */
    Uni<String> header(OAuth2Settings settings, String secret) {
        Instant now = clock.instant();
        var asker = new Asker(settings, secret);
        Token known = tokens.get(asker);
        if (known != null && now.isBefore(known.endsAt())) {
            return Uni.createFrom().item(known.header());
        }
        tokens.values().removeIf(token -> !now.isBefore(token.endsAt()));
        return ask(settings, OAuth2TokenRequest.of(settings, secret, now))
                .flatMap(answer -> answer.isSuccess() || settings.assertion().isPresent()
                        ? Uni.createFrom().item(answer)
                        : ask(settings, OAuth2TokenRequest.withSecretInForm(settings, secret, now)))
                .map(answer -> read(answer, now))
                .invoke(token -> tokens.put(asker, token))
                .map(Token::header);
    }

    private Uni<OutboundResponse> ask(OAuth2Settings settings, ChannelRequest request) {
        OutboundRequest outbound = OutboundRequest.post(
                        request.url(), request.contentType(), Buffer.buffer(request.body()))
                .header("Accept", "application/json")
                .timeout(PATIENCE)
                .proxies(settings.proxies());
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            outbound = outbound.header(header.getKey(), header.getValue());
        }
        OutboundRequest complete = outbound;
        return http.send(() -> complete.tls(settings.tls().now()), answer -> answer);
    }

    private static Token read(OutboundResponse answer, Instant now) {
        if (!answer.isSuccess()) {
            throw new IllegalStateException("the OAuth 2 server answered " + answer.status());
        }
        Map<String, Object> fields = AnswerJson.object(answer.bodyText()).orElse(Map.of());
        String token = AnswerJson.text(fields, "access_token");
        if (token.isEmpty()) {
            throw new IllegalStateException("the OAuth 2 server gave no token");
        }
        String type = AnswerJson.text(fields, "token_type");
        Instant endsAt = Optional.ofNullable(fields.get("expires_in"))
                .filter(Number.class::isInstance)
                .map(seconds -> now.plusSeconds(((Number) seconds).longValue()).minus(MARGIN))
                .orElse(Instant.MAX);
        boolean bearer = type.isEmpty() || type.equalsIgnoreCase("bearer");
        return new Token((bearer ? "Bearer" : type) + " " + token, endsAt);
    }
}
