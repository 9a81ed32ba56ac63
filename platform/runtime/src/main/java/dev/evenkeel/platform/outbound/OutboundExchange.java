package dev.evenkeel.platform.outbound;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;

import dev.evenkeel.platform.outbound.OutboundException.Reason;
import dev.evenkeel.platform.outbound.OutboundRequest.Version;
import dev.evenkeel.platform.web.CorrelationId;

/**
 * One exchange under its deadline: look up, connect to the first address that takes the connection, send, read, and
 * again for every redirect that is followed. Lives on one Vert.x context.
 */
final class OutboundExchange {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    // what may follow a redirect to another origin: nothing that could be a credential
    private static final Set<String> INNOCENT = Set.of("accept", "accept-language", "content-type", "user-agent");

    /** What is sent at one hop. */
    private record Hop(HttpTarget target, String method, Map<String, String> headers, Buffer body, int redirectsLeft) {

        Hop follow(HttpTarget next, int status) {
            boolean keepsMethod = status == 307 || status == 308 || method.equals("GET") || method.equals("HEAD");
            var kept = new HashMap<String, String>();
            headers.forEach((name, value) -> {
                String lower = name.toLowerCase(Locale.ROOT);
                if ((target.sameOrigin(next) || INNOCENT.contains(lower))
                        && (keepsMethod || !lower.equals("content-type"))) {
                    kept.put(name, value);
                }
            });
            return new Hop(
                    next, keepsMethod ? method : "GET", kept, keepsMethod ? body : Buffer.buffer(), redirectsLeft - 1);
        }
    }

    private final OutboundHttp http;
    private final OutboundRequest request;
    private final long started = System.nanoTime();
    private final Promise<OutboundResponse> outcome = Promise.promise();
    private volatile HttpClientRequest inFlight;
    private volatile String doing = "looking up the name";

    OutboundExchange(OutboundHttp http, OutboundRequest request) {
        this.http = http;
        this.request = request;
    }

    Future<OutboundResponse> run() {
        HttpTarget target;
        try {
            target = HttpTarget.parse(request.url());
        } catch (OutboundException invalid) {
            return Future.failedFuture(invalid);
        }
        long timeout = request.timeout().orElse(http.limits().timeout()).toMillis();
        long timer = http.vertx().setTimer(Math.max(1, timeout), fired -> {
            var late = "%s did not answer within %d ms (while %s)".formatted(target.origin(), timeout, doing);
            end(new OutboundException(Reason.TIMEOUT, late));
        });
        perform(new Hop(target, request.method(), request.headers(), request.body(), request.maxRedirects()))
                .onComplete(outcome::tryComplete, outcome::tryFail);
        return outcome.future().onComplete(done -> http.vertx().cancelTimer(timer));
    }

    /** Gives up: nobody waits any longer. Harmless after the end. */
    void abandon() {
        if (!outcome.future().isComplete()) {
            end(new OutboundException(Reason.TIMEOUT, "nobody waits for the answer any longer"));
        }
    }

    private void end(OutboundException reason) {
        HttpClientRequest current = inFlight;
        if (outcome.tryFail(reason) && current != null) {
            current.reset();
        }
    }

    private Future<OutboundResponse> perform(Hop hop) {
        doing = "looking up the name";
        long lookupStarted = System.nanoTime();
        return contacted(hop).compose(addresses -> {
            Duration dns = hop.target().literal().isPresent() ? Duration.ZERO : since(lookupStarted);
            return attempt(hop, addresses, 0, dns, request.ownConnection());
        });
    }

    /** Where the connection goes: to the target, or to the proxy, which must not lead where we would not go ourselves. */
    private Future<List<InetAddress>> contacted(Hop hop) {
        Future<List<InetAddress>> direct = http.addresses().resolve(hop.target());
        return request.proxies()
                .towards(hop.target())
                .map(proxy -> direct.recover(OutboundExchange::unlessUnresolved)
                        .compose(judged -> http.addresses().resolve(HttpTarget.ofHost(proxy.host(), proxy.port()))))
                .orElse(direct);
    }

    /** A name that only the proxy knows is the proxy's to judge. */
    private static Future<List<InetAddress>> unlessUnresolved(Throwable failure) {
        return failure instanceof OutboundException refused && refused.reason() == Reason.UNRESOLVED
                ? Future.succeededFuture(List.of())
                : Future.failedFuture(failure);
    }

    private Future<OutboundResponse> attempt(
            Hop hop, List<InetAddress> addresses, int index, Duration dns, boolean ownConnection) {
        InetAddress address = addresses.get(index);
        doing = "connecting to " + address.getHostAddress();
        long connectStarted = System.nanoTime();
        return client(hop, ownConnection)
                .compose(client -> options(hop, address).compose(client::request))
                .map(opened -> opened.authority(hop.target().hostAndPort()))
                .transform(connected -> {
                    if (connected.succeeded()) {
                        var attempt = new Attempt(hop, address, dns, connectStarted, connected.result());
                        return exchange(attempt, addresses, index);
                    }
                    OutboundException failure = connecting(hop, address, connected.cause());
                    return failure.reason() == Reason.CONNECT_FAILED && index + 1 < addresses.size()
                            ? attempt(hop, addresses, index + 1, dns, ownConnection)
                            : Future.failedFuture(failure);
                });
    }

    private OutboundException connecting(Hop hop, InetAddress address, Throwable cause) {
        HttpTarget target = hop.target();
        return request.proxies()
                .towards(target)
                .flatMap(proxy -> http.tunnels()
                        .whyRefused(proxy, address, request.tls(), target.host() + ":" + target.port())
                        .map(why -> new OutboundException(
                                Reason.CONNECT_FAILED,
                                "no connection to %s through the %s: %s".formatted(target.origin(), proxy, why),
                                cause)))
                .orElseGet(() -> Failures.connecting(target, cause));
    }

    private Future<HttpClient> client(Hop hop, boolean ownConnection) {
        try {
            return Future.succeededFuture(http.clients().client(request.tls(), ownConnection, version(hop)));
        } catch (RuntimeException unusable) {
            return Future.failedFuture(new OutboundException(
                    Reason.TLS, "the certificates cannot be used: " + Failures.describe(unusable), unusable));
        }
    }

    /** Without TLS nobody can be asked whether they speak HTTP/2. */
    private Version version(Hop hop) {
        boolean unknown =
                request.version() == Version.HTTP_2_IF_OFFERED && !hop.target().tls();
        return unknown ? Version.HTTP_1_1 : request.version();
    }

    private Future<RequestOptions> options(Hop hop, InetAddress address) {
        HttpTarget target = hop.target();
        Optional<OutboundProxy> proxy = request.proxies().towards(target);
        var options = new RequestOptions()
                .setServer(
                        proxy.isPresent()
                                ? SocketAddress.inetSocketAddress(target.port(), target.host())
                                : SocketAddress.inetSocketAddress(new InetSocketAddress(address, target.port())))
                .setHost(target.tls() ? request.tls().serverName().orElse(target.host()) : target.host())
                .setPort(target.port())
                .setSsl(target.tls())
                .setURI(target.requestUri())
                .setMethod(HttpMethod.valueOf(hop.method()))
                .setFollowRedirects(false)
                .putHeader("User-Agent", http.userAgent());
        CorrelationId.current().ifPresent(id -> options.putHeader(CorrelationId.HEADER, id));
        hop.headers().forEach(options::putHeader);
        if (proxy.isEmpty()) {
            return Future.succeededFuture(options);
        }
        Future<ProxyOptions> way = proxy.get().needsTunnel(target.tls())
                ? http.tunnels().through(proxy.get(), address, request.tls())
                : Future.succeededFuture(proxy.get().at(address.getHostAddress()));
        return way.map(options::setProxyOptions);
    }

    private Future<OutboundResponse> exchange(Attempt attempt, List<InetAddress> addresses, int index) {
        inFlight = attempt.request();
        if (outcome.future().isComplete()) {
            attempt.request().reset();
            return outcome.future();
        }
        doing = "waiting for the response";
        boolean firstUse = http.clients().isFirstUse(attempt.request().connection());
        attempt.connected(firstUse);
        Hop hop = attempt.hop();
        return attempt.request().send(hop.body()).transform(answered -> {
            if (answered.succeeded()) {
                return receive(attempt, answered.result());
            }
            // the peer may have closed an idle connection at the moment it was taken up again
            boolean again = !firstUse
                    && REPEATABLE.contains(hop.method())
                    && !outcome.future().isComplete();
            return again
                    ? attempt(hop, addresses, index, attempt.dns(), true)
                    : Future.failedFuture(Failures.exchanging(hop.target(), answered.cause()));
        });
    }

    private Future<OutboundResponse> receive(Attempt attempt, HttpClientResponse response) {
        attempt.answered();
        Hop hop = attempt.hop();
        String location = response.getHeader("Location");
        if (request.maxRedirects() > 0 && REDIRECTS.contains(response.statusCode()) && location != null) {
            attempt.request().reset();
            return redirect(hop, response.statusCode(), location);
        }
        doing = "reading the body";
        long limit = request.maxResponseBytes().orElse(http.limits().maxResponseBytes());
        Promise<OutboundResponse> complete = Promise.promise();
        var body = Buffer.buffer();
        response.exceptionHandler(failure -> complete.tryFail(Failures.exchanging(hop.target(), failure)));
        response.handler(chunk -> {
            if (body.length() + (long) chunk.length() > limit) {
                complete.tryFail(new OutboundException(
                        Reason.TOO_LARGE,
                        "the answer of %s is longer than %d bytes"
                                .formatted(hop.target().origin(), limit)));
                attempt.request().reset();
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> complete.tryComplete(attempt.response(response, body, since(started))));
        return complete.future();
    }

    private Future<OutboundResponse> redirect(Hop hop, int status, String location) {
        if (hop.redirectsLeft() == 0) {
            return Future.failedFuture(new OutboundException(
                    Reason.TOO_MANY_REDIRECTS,
                    "%s redirects more than %d times".formatted(hop.target().origin(), request.maxRedirects())));
        }
        try {
            return perform(hop.follow(hop.target().resolve(location), status));
        } catch (OutboundException invalid) {
            return Future.failedFuture(invalid);
        }
    }

    private static Duration since(long moment) {
        return Duration.ofNanos(System.nanoTime() - moment);
    }

    /** One request on one connection, and what is measured of it. */
    private static final class Attempt {

        private final Hop hop;
        private final InetAddress address;
        private final Duration dns;
        private final long connectStarted;
        private final HttpClientRequest request;
        private long sent;
        private Duration connect = Duration.ZERO;
        private Duration tls = Duration.ZERO;
        private Duration firstByte = Duration.ZERO;

        Attempt(Hop hop, InetAddress address, Duration dns, long connectStarted, HttpClientRequest request) {
            this.hop = hop;
            this.address = address;
            this.dns = dns;
            this.connectStarted = connectStarted;
            this.request = request;
        }

        void connected(boolean firstUse) {
            sent = System.nanoTime();
            if (firstUse) {
                long tcp = TimedTls.connectedAt(request.connection()).orElse(sent);
                connect = Duration.ofNanos(tcp - connectStarted);
                tls = Duration.ofNanos(sent - tcp);
            }
        }

        void answered() {
            firstByte = since(sent);
        }

        OutboundResponse response(HttpClientResponse response, Buffer body, Duration total) {
            return new OutboundResponse(
                    response.statusCode(),
                    ResponseParts.headers(response.headers(), response.trailers()),
                    body,
                    address,
                    ResponseParts.certificateExpiry(request.connection()),
                    new Timings(dns, connect, tls, firstByte, total));
        }

        Hop hop() {
            return hop;
        }

        Duration dns() {
            return dns;
        }

        HttpClientRequest request() {
            return request;
        }
    }
}
