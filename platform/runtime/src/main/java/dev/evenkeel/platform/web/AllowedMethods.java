package dev.evenkeel.platform.web;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import io.quarkus.resteasy.reactive.server.runtime.ResteasyReactiveRecorder;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.core.Deployment;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/** Which methods a path has. RFC 9110 wants them in the {@code Allow} header of a 405; Quarkus REST leaves them out. */
final class AllowedMethods {

    private AllowedMethods() {}

    /** Empty if no resource serves the path. */
    static Set<String> at(RoutingContext context) {
        Set<String> methods = new TreeSet<>();
        Deployment deployment = ResteasyReactiveRecorder.getCurrentDeployment();
        RequestMapper<InitialMatch> classes = new RequestMapper<>(deployment.getClassMappers());
        RequestMapper.RequestMatch<InitialMatch> match = classes.map(context.normalizedPath());
        if (match != null
                && match.value.handlers.length > 0
                && match.value.handlers[0] instanceof ClassRoutingHandler routing) {
            String remaining = match.remaining.isEmpty() ? "/" : match.remaining;
            for (Map.Entry<String, RequestMapper<RuntimeResource>> entry :
                    routing.getMappers().entrySet()) {
                if (entry.getKey() != null && entry.getValue().map(remaining) != null) {
                    methods.add(entry.getKey());
                }
            }
        }
        return methods;
    }
}
