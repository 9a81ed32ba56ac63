package dev.evenkeel.alertrouter.template;

import dev.evenkeel.alertrouter.template.syntax.TemplateException;

/** What becomes of templates with the data of the example. */
record Rendering(TemplateSet templates) {

    String text(String template) {
        return templates.renderText(template, ExampleData.data());
    }

    String html(String template) {
        return templates.renderHtml(template, ExampleData.data());
    }

    /** The text, or why there is none. */
    String attempt(String template) {
        try {
            return text(template);
        } catch (TemplateException refused) {
            return refused.getMessage();
        }
    }
}
