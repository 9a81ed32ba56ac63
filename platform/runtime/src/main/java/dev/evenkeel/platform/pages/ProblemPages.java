package dev.evenkeel.platform.pages;

import java.util.Objects;
import java.util.Optional;

import jakarta.inject.Singleton;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

import dev.evenkeel.platform.security.access.RefusalAnswer;
import dev.evenkeel.platform.web.CorrelationId;
import dev.evenkeel.platform.web.ErrorBodies;
import dev.evenkeel.platform.web.ErrorPages;
import dev.evenkeel.platform.web.Problem;

/** What a person sees when something is missing, forbidden or broken. */
@Singleton
public class ProblemPages implements ErrorPages {

    private static final Logger LOG = Logger.getLogger(ProblemPages.class);

    @CheckedTemplate(basePath = "platform")
    static final class Templates {

        static native TemplateInstance problem(Problem problem, String correlationId);
    }

    @Override
    public Optional<ErrorBodies.Body> render(RoutingContext context, Problem problem) {
        if (!RefusalAnswer.isPerson(context.request())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ErrorBodies.Body(problem.status(), "text/html; charset=UTF-8", inRequest(context, problem)));
        } catch (RuntimeException e) {
            // whatever keeps the page from being made must not keep the answer from being sent
            LOG.error("The page for a problem could not be rendered; the problem goes out as a document", e);
            return Optional.empty();
        }
    }

    /** An error may be found before there is a request in the sense of CDI, which the layout asks for who is signed in. */
    private static String inRequest(RoutingContext context, Problem problem) {
        ManagedContext request = Arc.container().requestContext();
        if (request.isActive()) {
            return page(problem);
        }
        request.activate();
        try {
            Arc.container().instance(CurrentVertxRequest.class).get().setCurrent(context);
            return page(problem);
        } finally {
            request.terminate();
        }
    }

    private static String page(Problem problem) {
        Object correlationId = problem.extensions().get(CorrelationId.KEY);
        return Templates.problem(problem, Objects.toString(correlationId, null)).render();
    }
}
