package dev.evenkeel.platform.security.access;

import java.util.function.BiConsumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.quarkus.resteasy.reactive.server.runtime.observability.ObservabilityIntegrationRecorder;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets a request whose credentials are refused fail, as Quarkus REST would. It stands before Quarkus REST's own handler for
 * this, which looks for the template of the path of every request in case it will be refused, with a copy of all routes:
 * a seventh of the garbage of an alert's way to its webhook. This one looks for it when the request is refused.
 */
@Singleton
final class AuthenticationFailureHandler implements BiConsumer<RoutingContext, Throwable> {

    /** Right behind the authentication, which is at the same priority and was registered before. */
    void stand(@Observes Filters filters) {
        filters.register(this::enter, SecurityHandlerPriorities.AUTHENTICATION);
    }

    private void enter(RoutingContext context) {
        context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, this);
        context.next();
    }

    @Override
    public void accept(RoutingContext context, Throwable failure) {
        DefaultAuthFailureHandler.markIfOtherAuthenticationFailure(context, failure);
        findTemplate(context);
        if (!context.failed()) {
            context.fail(DefaultAuthFailureHandler.extractRootCause(failure));
        }
    }

    /** So that a request that is refused is counted by its route, though no resource sees it. */
    static void findTemplate(RoutingContext context) {
        ObservabilityIntegrationRecorder.setTemplatePath(context, ResteasyReactiveRecorder.getCurrentDeployment());
    }
}
