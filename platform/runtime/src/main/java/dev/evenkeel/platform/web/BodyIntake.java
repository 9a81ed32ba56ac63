package dev.evenkeel.platform.web;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Takes a request's body into memory up to the limit of its path, so that everything behind stays on the event loop and
 * no resource can forget the limit.
 *
 * <p>Too large a body is answered at once but still read to its end, up to a bound: a client that is busy sending would
 * otherwise meet a reset connection instead of the answer.
 */
final class BodyIntake {

    /** Reading this much just to throw it away is polite; more is somebody's attack on our bandwidth. */
    private static final long MOST_TO_DISCARD = 64L * 1024 * 1024;

    private final BodyLimits limits;
    private final long timeoutMillis;
    private final ErrorAnswers answers;

    BodyIntake(BodyLimits limits, long timeoutMillis, ErrorAnswers answers) {
        this.limits = limits;
        this.timeoutMillis = timeoutMillis;
        this.answers = answers;
    }

    void takeIn(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!announcesBody(request)) {
            context.next();
            return;
        }
        long limit = limits.at(context.normalizedPath());
        long announced = contentLength(request);
        String expect = request.getHeader(HttpHeaders.EXPECT);
        if (announced > limit) {
            discard(context);
            answers.send(context, Problem.tooLarge(limit));
        } else if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            discard(context);
            answers.send(context, Failures.ofStatus(417, "The only expectation that can be met is 100-continue"));
        } else {
            if (expect != null && request.version() != HttpVersion.HTTP_1_0) {
                context.response().writeContinue();
            }
            new Intake(context, limit, (int) Math.max(announced, 0)).start();
        }
    }

    private static boolean announcesBody(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
                || (request.version() == HttpVersion.HTTP_2 && !request.isEnded());
    }

    private static long contentLength(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        // The decoder has refused what is not a number by now; one too long for a long is too large anyway.
        return length == null ? -1 : length.length() > 18 ? Long.MAX_VALUE : Long.parseLong(length);
    }

    /** Reads what is left of the body and forgets it; hangs up on a client that will not stop. */
    static void discard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded()) {
            return;
        }
        request.handler(new Handler<>() {
            private long discarded;

            @Override
            public void handle(Buffer chunk) {
                discarded += chunk.length();
                if (discarded > MOST_TO_DISCARD) {
                    HangUp.afterTheAnswer(request);
                }
            }
        });
        request.endHandler(nothing -> {});
        request.exceptionHandler(gone -> {});
        request.resume();
    }

    /** One body on its way in. */
    private final class Intake {

        private final RoutingContext context;
        private final long limit;
        private final Buffer body;
        private long timer = -1;

        Intake(RoutingContext context, long limit, int announced) {
            this.context = context;
            this.limit = limit;
            // What is announced is not sent yet: a big number alone must not make us allocate.
            this.body = Buffer.buffer(Math.min(announced, 65_536));
        }

        void start() {
            HttpServerRequest request = context.request();
            request.handler(this::chunk);
            request.endHandler(nothing -> complete());
            request.exceptionHandler(this::broken);
            timer = context.vertx().setTimer(timeoutMillis, id -> late());
            request.resume();
        }

        private void chunk(Buffer chunk) {
            if (body.length() + (long) chunk.length() > limit) {
                stop();
                discard(context);
                answers.send(context, Problem.tooLarge(limit));
            } else {
                body.appendBuffer(chunk);
            }
        }

        private void complete() {
            stop();
            RoutingContextInternal internal = (RoutingContextInternal) context;
            internal.setBody(body);
            // Another body handler would wait for ever for an end that has been.
            internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
            context.next();
        }

        private void late() {
            discard(context);
            if (context.request().version() != HttpVersion.HTTP_2) {
                context.response().headers().set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            }
            answers.send(
                    context,
                    Problem.of(
                            ProblemType.TIMEOUT,
                            "The body did not arrive within %d seconds".formatted(timeoutMillis / 1000)));
            HangUp.afterTheAnswer(context.request());
        }

        private void broken(Throwable cause) {
            stop();
            answers.send(context, Problem.of(ProblemType.MALFORMED_BODY, "The body could not be read to its end"));
        }

        private void stop() {
            if (timer != -1) {
                context.vertx().cancelTimer(timer);
                timer = -1;
            }
        }
    }
}
