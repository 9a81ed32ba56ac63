package dev.evenkeel.platform.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Lets requests of HTTP/2 be read early, as those of HTTP/1.1 can be. Vert.x refuses to pause or resume an HTTP/2 request
 * that has ended, where with HTTP/1.1 it does nothing; and Quarkus REST pauses every request that reaches it, so that one
 * whose body {@link BodyIntake} has taken in would become a 500. Every route of ours and of Quarkus therefore sees HTTP/2
 * requests through a context whose request may be paused and resumed after its end.
 *
 * <p>Goes when Quarkus looks before it pauses: https://github.com/quarkusio/quarkus/issues/34393.
 */
@Singleton
public class Http2Requests {

    /** Before everything else, or what stands before would see a request twice: as it came, and as it is handed on. */
    void stand(@Observes @Priority(1) Router router) {
        Handler<RoutingContext> handOn = context -> handOn(router, context);
        router.route().order(Integer.MIN_VALUE).handler(handOn).failureHandler(handOn);
    }

    private static void handOn(Router router, RoutingContext context) {
        if (context.request().version() != HttpVersion.HTTP_2 || context.request() instanceof Request) {
            context.next();
        } else {
            router.handleContext(new Context((RoutingContextInternal) context));
        }
    }

    /**
     * A routing context as it came, but for its request. What no route has answered fails at once: the routes of the
     * context that came must not see it a second time. Failures begin again there, and are handed on like requests.
     */
    private static final class Context extends RoutingContextDecorator {

        private final RoutingContextInternal arrived;
        private final HttpServerRequest request;
        private int matchFailure = 404;

        Context(RoutingContextInternal arrived) {
            super(arrived.currentRoute(), arrived);
            this.arrived = arrived;
            this.request = new Request((HttpServerRequestInternal) arrived.request());
        }

        @Override
        public HttpServerRequest request() {
            return request;
        }

        @Override
        public RoutingContextInternal setMatchFailure(int status) {
            matchFailure = status;
            return this;
        }

        @Override
        public void next() {
            if (arrived.failed()) {
                arrived.next();
            } else {
                arrived.fail(matchFailure);
            }
        }

        @Override
        public void fail(int status) {
            arrived.fail(status);
        }

        @Override
        public void fail(Throwable cause) {
            arrived.fail(cause);
        }

        @Override
        public void fail(int status, Throwable cause) {
            arrived.fail(status, cause);
        }
    }

    /** A request that can be paused and resumed whenever somebody likes to. */
    private static final class Request extends HttpServerRequestWrapper {

        Request(HttpServerRequestInternal arrived) {
            super(arrived);
        }

        @Override
        public HttpServerRequest pause() {
            if (!isEnded()) {
                super.pause();
            }
            return this;
        }

        @Override
        public HttpServerRequest resume() {
            if (!isEnded()) {
                super.resume();
            }
            return this;
        }

        @Override
        public HttpServerRequest fetch(long amount) {
            if (!isEnded()) {
                super.fetch(amount);
            }
            return this;
        }
    }
}
