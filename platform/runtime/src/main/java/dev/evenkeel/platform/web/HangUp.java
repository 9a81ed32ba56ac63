package dev.evenkeel.platform.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** Ends an exchange without the client's consent: the connection of HTTP/1.1, or of HTTP/2 the one stream among others. */
final class HangUp {

    /** RFC 9113, section 7: nothing went wrong; the answer is complete and the rest of the request is of no use. */
    private static final long NO_ERROR = 0x0;

    /** RFC 9113, section 7: do not take what came for the whole answer. */
    private static final long INTERNAL_ERROR = 0x2;

    private HangUp() {}

    /** After an answer that is complete: stops a client that goes on sending. */
    static void afterTheAnswer(HttpServerRequest request) {
        end(request, NO_ERROR);
    }

    /** In the middle of an answer: tells the client not to trust it. */
    static void amidTheAnswer(HttpServerRequest request) {
        end(request, INTERNAL_ERROR);
    }

    private static void end(HttpServerRequest request, long code) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(code);
        } else {
            request.connection().close();
        }
    }
}
