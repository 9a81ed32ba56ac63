package dev.evenkeel.alertrouter.template.syntax;

import java.util.List;

/**
 * One template: a file's own text or what stands in a {@code define} or {@code block}.
 *
 * @param name by which it is called
 * @param source where it was read from
 */
public record TemplateTree(String name, SourceText source, List<Node.Statement> body) {

    private static final int LONGEST_SHOWN = 500;

    public TemplateTree {
        body = List.copyOf(body);
    }

    /** Whether there is nothing in it but blanks; such a template never replaces another. */
    public boolean isBlank() {
        return body.stream()
                .allMatch(node -> node instanceof Node.Text text && text.text().isBlank());
    }

    /** An error of carrying out a node of this template, worded as Go's. */
    public TemplateException error(Node at, String reason) {
        String shown = NodePrinter.print(at);
        return new TemplateException(
                "template: %s:%d:%d: executing \"%s\" at <%s>: %s"
                        .formatted(
                                source.name(),
                                source.line(at.position()),
                                source.byteColumn(at.position()),
                                name,
                                shown.length() > LONGEST_SHOWN ? shown.substring(0, LONGEST_SHOWN) + "..." : shown,
                                reason),
                source.line(at.position()),
                source.column(at.position()));
    }
}
