package dev.evenkeel.platform.pages;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

/** Links to what every service has, for a service that has no start page of its own. */
@ApplicationScoped
@DefaultBean
public class DefaultStartPage implements StartPage {

    @CheckedTemplate(basePath = "platform")
    static final class Templates {

        static native TemplateInstance start();
    }

    @Override
    public Uni<TemplateInstance> render() {
        return Uni.createFrom().item(Templates.start());
    }
}
