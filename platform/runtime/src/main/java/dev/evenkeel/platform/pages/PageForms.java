package dev.evenkeel.platform.pages;

import jakarta.ws.rs.core.Response;

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
}
