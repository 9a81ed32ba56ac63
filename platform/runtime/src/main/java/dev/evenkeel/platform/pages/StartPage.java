package dev.evenkeel.platform.pages;

import java.util.List;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/**
 * What a service shows at {@code /}. A service has one bean of this type, with a template of its own that includes
 * {@code layout.html}; without one the platform shows links to what every service has.
 */
public interface StartPage {

    /** The page, with the data of this moment. */
    Uni<TemplateInstance> render();

    /** The pages of this service besides the start page, in the order of the navigation. */
    default List<PageLink> links() {
        return List.of();
    }
}
