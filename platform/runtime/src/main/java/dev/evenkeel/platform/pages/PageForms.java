package dev.evenkeel.platform.pages;

import java.util.function.Function;
import java.util.function.Supplier;

import jakarta.ws.rs.core.Response;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.platform.web.ProblemException;

/** What every form of a page needs. */
public final class PageForms {

    private PageForms() {}

    /** What somebody wrote into a field, without the white space around it; empty if the form has no such field. */
    public static String written(String field) {
        return field == null ? "" : field.strip();
    }

    /**
     * Leads the browser on when a form was done, so that nothing is done twice by loading the page again.
     *
     * @param path of a page of this service
     */
    public static Response seeOther(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", path)
                .header("Cache-Control", "no-store")
                .build();
    }

    /**
     * Does what a form asks for and leads on to a page, or shows the form again if it was refused.
     *
     * @param doing refuses by failing with a {@link ProblemException}, or with an {@link IllegalArgumentException}, which counts
     *     as 400; what else fails is nothing that whoever wrote the form can mend, and is answered like everywhere
     * @param path see {@link #seeOther}
     * @param again the page with the form, given why it was refused
     */
    public static Uni<Response> submitted(
            Supplier<? extends Uni<?>> doing, String path, Function<String, Uni<TemplateInstance>> again) {
        return Uni.createFrom()
                .deferred(() -> doing.get().replaceWith(() -> seeOther(path)))
                .onFailure(
                        failure -> failure instanceof ProblemException || failure instanceof IllegalArgumentException)
                .recoverWithUni(refused -> again.apply(refused.getMessage())
                        .map(page ->
                                Response.status(status(refused)).entity(page).build()));
    }

    private static int status(Throwable refused) {
        return refused instanceof ProblemException problem ? problem.problem().status() : 400;
    }
}
