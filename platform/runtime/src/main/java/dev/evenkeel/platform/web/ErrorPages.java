package dev.evenkeel.platform.web;

import java.util.Optional;

import io.vertx.ext.web.RoutingContext;

/**
 * How errors look to a person. A bean of this type is asked for every error outside of the contracts of
 * {@link ErrorBodies}; it may be called on an event loop, must not block and must not throw.
 */
public interface ErrorPages {

    /** A page, or empty if whoever asks is a program, which gets a problem document. */
    Optional<ErrorBodies.Body> render(RoutingContext context, Problem problem);
}
