package dev.evenkeel.platform.prometheus.exposition;

/** An exposition that cannot be read, and where: lines and columns count from 1, columns in bytes. */
public final class ExpositionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    ExpositionException(int line, int column, String reason) {
        super("line %d, column %d: %s".formatted(line, column, reason));
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
