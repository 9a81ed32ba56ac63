package dev.evenkeel.alertrouter.template;

import java.util.Optional;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.smallrye.common.annotation.Blocking;

import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;
import dev.evenkeel.platform.security.Roles;
import dev.evenkeel.platform.web.Problem;
import dev.evenkeel.platform.web.ProblemException;

/** Trying templates over REST, before a notification depends on them. */
@Path("/api/v1/templates")
public class TemplatesResource {

    private final TemplatesInForce inForce;

    TemplatesResource(TemplatesInForce inForce) {
        this.inForce = inForce;
    }

    /** What a text gives for a notification; a template that cannot be read or carried out is a 400 with its place. */
    @POST
    @Path("/render")
    @RolesAllowed(Roles.VIEWER)
    @Blocking
    public RenderResponse render(RenderRequest request) {
        if (request == null || request.text() == null) {
            throw ProblemException.invalid("/text", "is missing", "a template");
        }
        TemplateData data = Optional.ofNullable(request.data())
                .orElseGet(NotificationDataRequest::empty)
                .read();
        TemplateSet templates = inForce.current();
        String type = Optional.ofNullable(request.type()).orElse("text");
        try {
            return new RenderResponse(
                    switch (type) {
                        case "text" -> templates.renderText(request.text(), data);
                        case "html" -> templates.renderHtml(request.text(), data);
                        default -> throw ProblemException.invalid("/type", "is '" + type + "'", "text or html");
                    });
        } catch (TemplateException refused) {
            throw problem(refused).asException();
        }
    }

    private static Problem problem(TemplateException refused) {
        return Problem.invalid("/text", refused.getMessage(), null)
                .with("line", refused.line())
                .with("column", refused.column());
    }
}
