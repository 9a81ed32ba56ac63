package dev.evenkeel.platform.query.promql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import static dev.evenkeel.platform.query.promql.ValueType.SCALAR;
import static dev.evenkeel.platform.query.promql.ValueType.VECTOR;

/** The functions that are served, with their signatures. */
public enum Function {
    ABS(VECTOR, "VECTOR"),
    ABSENT(VECTOR, "VECTOR"),
    ABSENT_OVER_TIME(VECTOR, "MATRIX"),
    AVG_OVER_TIME(VECTOR, "MATRIX"),
    CEIL(VECTOR, "VECTOR"),
    CHANGES(VECTOR, "MATRIX"),
    CLAMP(VECTOR, "VECTOR SCALAR SCALAR"),
    CLAMP_MAX(VECTOR, "VECTOR SCALAR"),
    CLAMP_MIN(VECTOR, "VECTOR SCALAR"),
    COUNT_OVER_TIME(VECTOR, "MATRIX"),
    DELTA(VECTOR, "MATRIX"),
    DERIV(VECTOR, "MATRIX"),
    EXP(VECTOR, "VECTOR"),
    FLOOR(VECTOR, "VECTOR"),
    HISTOGRAM_QUANTILE(VECTOR, "SCALAR VECTOR"),
    IDELTA(VECTOR, "MATRIX"),
    INCREASE(VECTOR, "MATRIX"),
    IRATE(VECTOR, "MATRIX"),
    LABEL_JOIN(VECTOR, "VECTOR STRING STRING STRING"),
    LABEL_REPLACE(VECTOR, "VECTOR STRING STRING STRING STRING"),
    LAST_OVER_TIME(VECTOR, "MATRIX"),
    LN(VECTOR, "VECTOR"),
    LOG10(VECTOR, "VECTOR"),
    LOG2(VECTOR, "VECTOR"),
    MAX_OVER_TIME(VECTOR, "MATRIX"),
    MIN_OVER_TIME(VECTOR, "MATRIX"),
    PREDICT_LINEAR(VECTOR, "MATRIX SCALAR"),
    PRESENT_OVER_TIME(VECTOR, "MATRIX"),
    QUANTILE_OVER_TIME(VECTOR, "SCALAR MATRIX"),
    RATE(VECTOR, "MATRIX"),
    RESETS(VECTOR, "MATRIX"),
    ROUND(VECTOR, "VECTOR SCALAR"),
    SCALAR_OF("scalar", SCALAR, "VECTOR"),
    SGN(VECTOR, "VECTOR"),
    SORT(VECTOR, "VECTOR"),
    SORT_DESC(VECTOR, "VECTOR"),
    SQRT(VECTOR, "VECTOR"),
    STDDEV_OVER_TIME(VECTOR, "MATRIX"),
    STDVAR_OVER_TIME(VECTOR, "MATRIX"),
    SUM_OVER_TIME(VECTOR, "MATRIX"),
    TIME(SCALAR, ""),
    TIMESTAMP(VECTOR, "VECTOR"),
    VECTOR_OF("vector", VECTOR, "SCALAR");

    /** Names that Prometheus has and this engine has not, to tell a missing function from a typing error. */
    private static final Set<String> NOT_SERVED = Set.of(
            "acos",
            "acosh",
            "asin",
            "asinh",
            "atan",
            "atanh",
            "cos",
            "cosh",
            "day_of_month",
            "day_of_week",
            "day_of_year",
            "days_in_month",
            "deg",
            "double_exponential_smoothing",
            "first_over_time",
            "histogram_avg",
            "histogram_count",
            "histogram_fraction",
            "histogram_quantiles",
            "histogram_stddev",
            "histogram_stdvar",
            "histogram_sum",
            "holt_winters",
            "hour",
            "info",
            "mad_over_time",
            "max_of",
            "min_of",
            "minute",
            "month",
            "pi",
            "rad",
            "sin",
            "sinh",
            "sort_by_label",
            "sort_by_label_desc",
            "tan",
            "tanh",
            "ts_of_first_over_time",
            "ts_of_last_over_time",
            "ts_of_max_over_time",
            "ts_of_min_over_time",
            "year");

    private static final Map<String, Function> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Function::symbol, function -> function));

    private final String symbol;
    private final ValueType result;

    /** The types of the parameters, separated by spaces: a text, because enums hold nothing that could change. */
    private final String signature;

    Function(ValueType result, String signature) {
        this.symbol = name().toLowerCase(Locale.ROOT);
        this.result = result;
        this.signature = signature;
    }

    Function(String symbol, ValueType result, String signature) {
        this.symbol = symbol;
        this.result = result;
        this.signature = signature;
    }

    public String symbol() {
        return symbol;
    }

    public ValueType result() {
        return result;
    }

    /** Whether this function reads a span of samples of each series. */
    public boolean readsRange() {
        return signature.contains("MATRIX");
    }

    int fewestArguments() {
        int parameters = parameters().size();
        return this == ROUND || this == LABEL_JOIN ? parameters - 1 : parameters;
    }

    int mostArguments() {
        return this == LABEL_JOIN ? Integer.MAX_VALUE : parameters().size();
    }

    /** The type of an argument, counted from 0; the last parameter may be repeated. */
    ValueType parameter(int index) {
        List<ValueType> parameters = parameters();
        return parameters.get(Math.min(index, parameters.size() - 1));
    }

    private List<ValueType> parameters() {
        return signature.isEmpty()
                ? List.of()
                : Arrays.stream(signature.split(" ")).map(ValueType::valueOf).toList();
    }

    static Optional<Function> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    static boolean isKnownButNotServed(String name) {
        return NOT_SERVED.contains(name);
    }
}
