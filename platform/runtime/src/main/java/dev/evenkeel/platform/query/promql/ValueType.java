package dev.evenkeel.platform.query.promql;

/** What an expression evaluates to. */
public enum ValueType {
    SCALAR("scalar"),
    VECTOR("instant vector"),
    MATRIX("range vector"),
    STRING("string");

    private final String description;

    ValueType(String description) {
        this.description = description;
    }

    /** As Prometheus names it in its errors. */
    public String description() {
        return description;
    }
}
