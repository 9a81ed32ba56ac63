package dev.evenkeel.alertrouter.tracing;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Traces requests to API v2. */
class TracingFilter {

    private static final String PATH = "/api/v2/";
    private static final String SPAN = TracingFilter.class.getName();
    private static final int SERVER_ERROR = 500;

    private final TracingService tracing;

    TracingFilter(TracingService tracing) {
        this.tracing = tracing;
    }

    @ServerRequestFilter(preMatching = true)
    public void begin(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (tracing.isOn() && path.startsWith(PATH)) {
            Span span = tracing.request(request.getMethod() + " " + path, request.getHeaders());
            span.setAttribute("http.request.method", request.getMethod());
            span.setAttribute("url.path", path);
            request.setProperty(SPAN, span);
        }
    }

    @ServerResponseFilter
    public void end(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(SPAN) instanceof Span span) {
            span.setAttribute("http.response.status_code", (long) response.getStatus());
            if (response.getStatus() >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }
}
