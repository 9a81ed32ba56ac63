package dev.evenkeel.alertrouter.audit;

import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;

import dev.evenkeel.alertrouter.audit.Actor.Kind;
import dev.evenkeel.platform.security.Caller;
import dev.evenkeel.platform.security.Role;
import dev.evenkeel.platform.security.access.SuiteAuthentication;

/** Tells who makes the request that is being handled. */
@ApplicationScoped
public class ActorSource {

    private final CurrentVertxRequest request;

    ActorSource(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Whoever signed in or showed a key; to be asked at the start of a request, before anything asynchronous. */
    public Actor current() {
        RoutingContext context = request.getCurrent();
        Optional<String> address = Optional.of(SuiteAuthentication.address(context));
        return SuiteAuthentication.caller(context)
                .map(caller -> new Actor(kind(caller), caller.name(), Optional.of(caller.source()), address))
                .orElseGet(() -> new Actor(Kind.KEY, "nobody", Optional.empty(), address));
    }

    private static Kind kind(Caller caller) {
        return caller.source().startsWith("oidc:") ? Kind.OIDC : Kind.KEY;
    }

    /** The roles of whoever makes the request, with those that they include. */
    public Set<String> roles() {
        return SuiteAuthentication.caller(request.getCurrent())
                .map(caller -> Set.copyOf(Role.namesIncludedIn(caller.roles())))
                .orElse(Set.of());
    }

    /** Somebody whom another than ourselves vouches for, calling from where this request comes from. */
    public Actor vouchedFor(Kind kind, String name, String credential) {
        return new Actor(
                kind, name, Optional.of(credential), Optional.of(SuiteAuthentication.address(request.getCurrent())));
    }
}
