package dev.evenkeel.alertrouter.report;

import java.util.Arrays;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import org.eclipse.microprofile.config.inject.ConfigProperty;

import dev.evenkeel.alertrouter.notification.content.TextLimit;

/** Writes reports, by the templates in {@code templates/reports}. */
@ApplicationScoped
class ReportTemplates {

    /** Slack takes 3000 characters in one section. */
    private static final int LONGEST_PARAGRAPH = 3_000;

    private static final int LONGEST_SUBJECT = 150;
    private static final String BETWEEN_PARAGRAPHS = "(?m)^---$\\n?";

    private final String externalUrl;

    ReportTemplates(@ConfigProperty(name = "evenkeel.alerts.external-url") String externalUrl) {
        this.externalUrl = externalUrl;
    }

    @CheckedTemplate(basePath = "reports")
    static final class Texts {

        static native TemplateInstance subject(ReportContent report);

        static native TemplateInstance text(ReportContent report, String externalUrl);

        static native TemplateInstance mail(ReportContent report, String externalUrl);

        static native TemplateInstance slack(ReportContent report, String externalUrl);
    }

    RenderedReport render(ReportContent report) {
        String subject = TextLimit.runes(Texts.subject(report).render().strip(), LONGEST_SUBJECT);
        List<String> paragraphs = Arrays.stream(
                        Texts.slack(report, externalUrl).render().split(BETWEEN_PARAGRAPHS, -1))
                .map(String::strip)
                .filter(paragraph -> !paragraph.isEmpty())
                .map(paragraph -> TextLimit.runes(paragraph, LONGEST_PARAGRAPH))
                .toList();
        return new RenderedReport(
                subject,
                Texts.text(report, externalUrl).render(),
                Texts.mail(report, externalUrl).render(),
                paragraphs);
    }
}
