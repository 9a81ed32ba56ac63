package dev.evenkeel.platform.pages;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** A start page as a service has one. */
@ApplicationScoped
public class ExampleStartPage implements StartPage {

    @Override
    public Uni<TemplateInstance> render() {
        return Uni.createFrom().item(DefaultStartPage.Templates.start());
    }

    @Override
    public List<PageLink> links() {
        return List.of(new PageLink("Example", "/test/page"));
    }
}
