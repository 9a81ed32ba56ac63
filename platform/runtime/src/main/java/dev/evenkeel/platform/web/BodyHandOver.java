package dev.evenkeel.platform.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;

import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands the body that {@link BodyIntake} took in over to JAX-RS, which would otherwise wait for it on the wire. */
@Singleton
public class BodyHandOver {

    @ServerRequestFilter(preMatching = true)
    public void handOver(ContainerRequestContext request, RoutingContext context) {
        Buffer body = context.body().buffer();
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        } else if (context.request().isEnded()) {
            request.setEntityStream(InputStream.nullInputStream());
        }
    }
}
