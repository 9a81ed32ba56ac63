package dev.evenkeel.alertrouter.report;

import java.util.List;

/**
 * A report as people read it.
 *
 * @param subject one line
 * @param text plain
 * @param html a whole document
 * @param markdown paragraphs in Slack's markup
 */
public record RenderedReport(String subject, String text, String html, List<String> markdown) {

    public RenderedReport {
        markdown = List.copyOf(markdown);
    }
}
