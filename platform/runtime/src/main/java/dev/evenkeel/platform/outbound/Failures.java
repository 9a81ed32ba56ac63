package dev.evenkeel.platform.outbound;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import javax.net.ssl.SSLException;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.HttpClosedException;

import dev.evenkeel.platform.outbound.OutboundException.Reason;

/** What the network's many exceptions mean to a user. */
final class Failures {

    private static final String STATUS = "status: ";

    private Failures() {}

    /** A failure before the connection could be used. */
    static OutboundException connecting(HttpTarget target, Throwable failure) {
        if (failure instanceof OutboundException known) {
            return known;
        }
        boolean handshake = causedBy(failure, SSLException.class)
                || (target.tls() && failure instanceof HttpClosedException)
                || String.valueOf(failure.getMessage()).contains("SSL handshake");
        return handshake
                ? new OutboundException(
                        Reason.TLS,
                        "no TLS connection to %s: %s".formatted(target.origin(), describe(failure)),
                        failure)
                : new OutboundException(
                        Reason.CONNECT_FAILED,
                        "no connection to %s: %s".formatted(target.origin(), describe(failure)),
                        failure);
    }

    /** A failure after the connection stood. */
    static OutboundException exchanging(HttpTarget target, Throwable failure) {
        if (failure instanceof OutboundException known) {
            return known;
        }
        return new OutboundException(
                causedBy(failure, SSLException.class) ? Reason.TLS : Reason.PROTOCOL,
                "the exchange with %s broke off: %s".formatted(target.origin(), describe(failure)),
                failure);
    }

    static String describe(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return switch (root) {
            case ConnectTimeoutException timeout -> "no answer within the connect timeout";
            case NoRouteToHostException unreachable -> "no route to host";
            case ProxyConnectException refused -> answerOf(refused);
            case ConnectException refused -> "connection refused";
            case HttpClosedException closed -> "the peer closed the connection";
            default ->
                root.getMessage() == null
                        ? root.getClass().getSimpleName()
                        : root.getMessage().lines().findFirst().orElse("");
        };
    }

    /** What is said of a proxy ends in its answer. */
    private static String answerOf(ProxyConnectException refused) {
        String message = String.valueOf(refused.getMessage());
        int status = message.lastIndexOf(STATUS);
        return status < 0 ? message : "the proxy answered " + message.substring(status + STATUS.length());
    }

    private static boolean causedBy(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
