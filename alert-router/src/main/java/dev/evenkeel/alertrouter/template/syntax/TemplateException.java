package dev.evenkeel.alertrouter.template.syntax;

/**
 * A template that cannot be read or carried out. The message is worded as Go's, with the file's name, the line and, where
 * Go gives one, the column. It is an answer to whoever wrote the template, so it has no stack trace.
 */
public final class TemplateException extends RuntimeException {

    private final int line;
    private final int column;

    /**
     * @param line counted from 1
     * @param column counted from 1; 0 if only the line is known
     */
    public TemplateException(String message, int line, int column) {
        super(message, null, false, false);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
