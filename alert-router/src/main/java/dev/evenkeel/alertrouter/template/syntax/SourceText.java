package dev.evenkeel.alertrouter.template.syntax;

import java.nio.charset.StandardCharsets;

/**
 * The text of a template with the name that errors call it by.
 *
 * @param name the file's name; empty for a text out of a configuration
 */
public record SourceText(String name, String text) {

    /** Counted from 1. */
    public int line(int position) {
        int line = 1;
        for (int i = text.indexOf('\n'); i >= 0 && i < position; i = text.indexOf('\n', i + 1)) {
            line++;
        }
        return line;
    }

    /** Counted from 0 and in bytes, as Go counts. */
    public int byteColumn(int position) {
        int start = position == 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
        return text.substring(start, position).getBytes(StandardCharsets.UTF_8).length;
    }

    /** Counted from 1 and in characters, as editors count. */
    public int column(int position) {
        int start = position == 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1;
        return position - start + 1;
    }

    /** An error of reading, worded as Go's: it names the line. */
    TemplateException error(int position, String reason) {
        return new TemplateException(
                "template: " + name + ":" + line(position) + ": " + reason, line(position), column(position));
    }
}
