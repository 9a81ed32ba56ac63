package dev.evenkeel.alertrouter.compatibility;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;

/** Nothing that API v2 answers is kept by anybody on the way, be it an error: as in Alertmanager. */
@Singleton
public class V2CachingFilter {

    private static final int FIRST = Integer.MIN_VALUE;
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    /** Before the platform's front door, so that what that turns away has it, too. */
    void stand(@Observes @Priority(16) Router router) {
        router.route("/api/v2/*").order(FIRST).handler(context -> {
            context.response().headers().set(HttpHeaders.CACHE_CONTROL, NO_STORE);
            context.next();
        });
    }
}
