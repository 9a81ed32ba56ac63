package dev.evenkeel.platform.query.promql;

/** The text of a query, to say where in it something is wrong. */
record SourceText(String text) {

    /** The query is no PromQL. */
    QueryException parseError(int offset, String reason) {
        return QueryException.badData(position(offset) + ": parse error: " + reason);
    }

    /** The query is PromQL, but of a kind that is not served here. */
    QueryException unsupported(int offset, String construct) {
        return QueryException.execution(position(offset) + ": not supported here: " + construct);
    }

    /** Line and column, both from 1. */
    private String position(int offset) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < offset && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        return line + ":" + (offset - lineStart + 1);
    }
}
