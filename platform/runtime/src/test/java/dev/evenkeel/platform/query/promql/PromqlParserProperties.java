package dev.evenkeel.platform.query.promql;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.evenkeel.platform.query.promql.BinaryOperator.Family;
import dev.evenkeel.platform.query.promql.TimeShift.Anchor;
import dev.evenkeel.platform.query.promql.VectorMatching.Many;
import dev.evenkeel.platform.query.selection.LabelMatcher;
import dev.evenkeel.platform.query.selection.LabelMatcher.Operator;

import static org.assertj.core.api.Assertions.assertThat;

class PromqlParserProperties {

    private static final List<String> FRAGMENTS = List.of(
            "a",
            "sum",
            "rate",
            "by",
            "without",
            "on",
            "ignoring",
            "group_left",
            "bool",
            "offset",
            "@",
            "start",
            "end",
            "and",
            "or",
            "unless",
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "+",
            "-",
            "*",
            "/",
            "%",
            "^",
            "=",
            "==",
            "!=",
            "=~",
            "!~",
            "<",
            ">=",
            "1",
            "0x",
            "1e",
            "5m",
            "1h30m",
            "\"x\"",
            "'",
            "`",
            "\\",
            "#",
            "\n",
            "inf",
            "topk",
            "label_replace",
            "le",
            "é",
            "\uD83D",
            "\0");

    @Property(tries = 500)
    void anExpressionThatIsPrintedAndParsedIsTheSame(@ForAll("expressions") Expr expression) {
        String printed = PromqlPrinter.print(expression);

        assertThat(PromqlParser.parse(printed)).as(printed).isEqualTo(expression);
    }

    @Property(tries = 500)
    void anyTextIsAnExpressionOrAnErrorOfTheLanguage(@ForAll String text) {
        parseOrRefuse(text);
    }

    @Property(tries = 3_000)
    void anyRowOfFragmentsIsAnExpressionOrAnErrorOfTheLanguage(@ForAll("rows") String text) {
        parseOrRefuse(text);
    }

    private static void parseOrRefuse(String text) {
        long start = System.nanoTime();
        try {
            Expr expression = PromqlParser.parse(text);
            assertThat(PromqlParser.parse(PromqlPrinter.print(expression))).isEqualTo(expression);
        } catch (QueryException e) {
            assertThat(e).hasMessageMatching("(?s)\\d+:\\d+: .+");
        }
        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
    }

    @Provide
    Arbitrary<String> rows() {
        return Arbitraries.of(FRAGMENTS)
                .list()
                .ofMaxSize(14)
                .flatMap(fragments -> Arbitraries.of("", " ").map(separator -> String.join(separator, fragments)));
    }

    @Provide
    Arbitrary<Expr> expressions() {
        return vectors(3)
                .flatMap(vector -> Arbitraries.oneOf(
                        Arbitraries.just(vector),
                        scalars(2),
                        matrices(vector),
                        Arbitraries.strings().map(Expr.StringLiteral::new)));
    }

    private static Arbitrary<Expr> numbers() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().map(Expr.NumberLiteral::new),
                Arbitraries.integers().map(value -> new Expr.NumberLiteral(value)),
                Arbitraries.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0)
                        .map(Expr.NumberLiteral::new));
    }

    private static Arbitrary<Expr> scalars(int depth) {
        if (depth == 0) {
            return numbers();
        }
        Arbitrary<Expr> smaller = scalars(depth - 1);
        Arbitrary<Expr> binaries = Combinators.combine(
                        Arbitraries.of(BinaryOperator.class).filter(operator -> operator.family() != Family.SET),
                        smaller,
                        smaller)
                .as((operator, left, right) -> new Expr.Binary(
                        operator, left, right, operator.family() == Family.COMPARISON, VectorMatching.ALL_LABELS));
        return Arbitraries.oneOf(
                numbers(),
                binaries,
                binaries.map(Expr.Negation::new),
                Arbitraries.just(new Expr.Call(Function.TIME, List.of())));
    }

    private static Arbitrary<Expr> vectors(int depth) {
        if (depth == 0) {
            return Combinators.combine(matchers(), shifts()).as(Expr.VectorSelector::new);
        }
        Arbitrary<Expr> smaller = vectors(depth - 1);
        Arbitrary<Expr> arithmetic = Combinators.combine(
                        Arbitraries.of(BinaryOperator.class).filter(operator -> operator.family() != Family.SET),
                        smaller,
                        scalars(1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false))
                .as((operator, vector, scalar, swap, bool) -> new Expr.Binary(
                        operator,
                        swap ? scalar : vector,
                        swap ? vector : scalar,
                        bool && operator.family() == Family.COMPARISON,
                        VectorMatching.ALL_LABELS));
        Arbitrary<Expr> aggregations = Combinators.combine(
                        Arbitraries.of(Aggregator.class), smaller, scalars(1), labels(), Arbitraries.of(true, false))
                .as((aggregator, vector, scalar, names, without) -> new Expr.Aggregation(
                        aggregator,
                        aggregator.takesParameter() ? Optional.of(scalar) : Optional.empty(),
                        vector,
                        new Grouping(without, names)));
        return Arbitraries.oneOf(
                smaller,
                arithmetic,
                aggregations,
                smaller.map(Expr.Negation::new),
                joins(smaller),
                smaller.flatMap(PromqlParserProperties::matrices)
                        .map(matrix -> new Expr.Call(Function.RATE, List.of(matrix))),
                Combinators.combine(smaller, Arbitraries.strings())
                        .as((vector, text) -> new Expr.Call(
                                Function.LABEL_JOIN,
                                List.of(vector, new Expr.StringLiteral(text), new Expr.StringLiteral("`'\"\n")))));
    }

    private static Arbitrary<Expr> joins(Arbitrary<Expr> operands) {
        return Combinators.combine(
                        Arbitraries.of(BinaryOperator.class),
                        operands,
                        operands,
                        Arbitraries.of(true, false),
                        labels(),
                        Arbitraries.of(Many.class),
                        labels())
                .as((operator, left, right, flag, names, many, include) -> {
                    Many side = operator.family() == Family.SET ? Many.NEITHER : many;
                    List<String> included = new ArrayList<>(include);
                    included.removeAll(names);
                    VectorMatching matching =
                            new VectorMatching(flag, names, side, side == Many.NEITHER ? List.of() : included);
                    return new Expr.Binary(
                            operator, left, right, flag && operator.family() == Family.COMPARISON, matching);
                });
    }

    private static Arbitrary<Expr> matrices(Expr vector) {
        Arbitrary<Expr> selectors =
                Combinators.combine(matchers(), durations(), shifts()).as(Expr.MatrixSelector::new);
        Arbitrary<Expr> subqueries = Combinators.combine(
                        durations(), durations().optional(), shifts())
                .as((range, step, shift) -> new Expr.Subquery(vector, range, step, shift));
        return Arbitraries.oneOf(selectors, subqueries);
    }

    private static Arbitrary<List<LabelMatcher>> matchers() {
        Arbitrary<LabelMatcher> matcher = Combinators.combine(
                        names(), Arbitraries.of(Operator.EQUAL, Operator.NOT_EQUAL), Arbitraries.strings())
                .as(LabelMatcher::new);
        Arbitrary<LabelMatcher> regex = Combinators.combine(
                        names(),
                        Arbitraries.of(Operator.MATCHES, Operator.DOES_NOT_MATCH),
                        Arbitraries.of(".*", "a|b", "\\d+", "[\"]"))
                .as(LabelMatcher::new);
        return Combinators.combine(
                        names(), Arbitraries.oneOf(matcher, regex).list().ofMaxSize(3))
                .as((name, others) -> {
                    List<LabelMatcher> all = new ArrayList<>(others);
                    all.add(LabelMatcher.equal("__name__", name));
                    return all;
                });
    }

    private static Arbitrary<String> names() {
        return Arbitraries.oneOf(
                Arbitraries.of("a", "job", "by", "on", "sum", "disk.used", "ü \"x\""),
                Arbitraries.strings().ofMinLength(1).ofMaxLength(5));
    }

    private static Arbitrary<List<String>> labels() {
        return names().list().ofMaxSize(3).uniqueElements();
    }

    private static Arbitrary<Duration> durations() {
        return Arbitraries.longs().between(1, 200L * 365 * 86_400_000).map(Duration::ofMillis);
    }

    private static Arbitrary<TimeShift> shifts() {
        Arbitrary<Anchor> anchors = Arbitraries.oneOf(
                Arbitraries.longs()
                        .between(-4_000_000_000_000L, 4_000_000_000_000L)
                        .map(Anchor.Fixed::new),
                Arbitraries.of(new Anchor.QueryStart(), new Anchor.QueryEnd()));
        Arbitrary<Duration> offsets = Arbitraries.oneOf(
                Arbitraries.just(Duration.ZERO), durations(), durations().map(Duration::negated));
        return Combinators.combine(anchors.optional(), offsets).as(TimeShift::new);
    }
}
