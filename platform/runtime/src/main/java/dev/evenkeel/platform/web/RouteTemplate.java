package dev.evenkeel.platform.web;

import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.RoutingContext;

/**
 * Which route a request took, as a template ({@code /api/v2/alerts/{id}}): for metrics, since nobody outside may make up label
 * values, and for logs, since a path may be a credential.
 */
public final class RouteTemplate {

    private static final String UNMATCHED = "unmatched";

    /** Where Quarkus REST leaves the template of the resource that matched. */
    private static final String TEMPLATE = "UrlPathTemplate";

    private RouteTemplate() {}

    /** To be asked once it is known what is answered; {@code unmatched} if nothing matched. */
    public static String of(RoutingContext context) {
        Context vertx = ((HttpServerRequestInternal) context.request()).context();
        String template = vertx.getLocal(TEMPLATE);
        if (template != null) {
            return template.length() > 1 && template.endsWith("/")
                    ? template.substring(0, template.length() - 1)
                    : template;
        }
        if (context.response().getStatusCode() == 404 || context.currentRoute() == null) {
            return UNMATCHED;
        }
        String path = context.currentRoute().getPath();
        return path == null || path.equals("/") ? UNMATCHED : path;
    }
}
