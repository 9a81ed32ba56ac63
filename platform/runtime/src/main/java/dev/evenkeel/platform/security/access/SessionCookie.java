package dev.evenkeel.platform.security.access;

import java.time.Duration;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;

/**
 * The cookie that carries a session: out of reach of scripts, not sent along by other sites, only over TLS where the
 * page came over TLS. Cookies belong to a host, not to a port, so that the services of one host share it.
 */
public final class SessionCookie {

    public static final String NAME = "evenkeel_session";

    private SessionCookie() {}

    public static void set(RoutingContext context, String token, Duration lasting) {
        context.response().addCookie(cookie(context, token).setMaxAge(lasting.toSeconds()));
    }

    public static void remove(RoutingContext context) {
        context.response().addCookie(cookie(context, "").setMaxAge(0));
    }

    private static Cookie cookie(RoutingContext context, String value) {
        return Cookie.cookie(NAME, value)
                .setPath("/")
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure("https".equals(context.request().scheme()));
    }
}
