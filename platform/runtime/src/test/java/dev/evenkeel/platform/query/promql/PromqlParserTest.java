package dev.evenkeel.platform.query.promql;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.platform.query.promql.QueryException.Kind;
import dev.evenkeel.platform.query.selection.LabelMatcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class PromqlParserTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    1 + 2 * 3               | 1 + 2 * 3
                    (1 + 2) * 3             | (1 + 2) * 3
                    2 ^ 3 ^ 2               | 2 ^ 3 ^ 2
                    (2 ^ 3) ^ 2             | (2 ^ 3) ^ 2
                    a - (b - c)             | {__name__="a"} - ({__name__="b"} - {__name__="c"})
                    a - b - c               | {__name__="a"} - {__name__="b"} - {__name__="c"}
                    -a ^ b                  | -{__name__="a"} ^ {__name__="b"}
                    (-a) ^ b                | (-{__name__="a"}) ^ {__name__="b"}
                    -a * b                  | -{__name__="a"} * {__name__="b"}
                    a or b and c            | {__name__="a"} or {__name__="b"} and {__name__="c"}
                    a == bool b             | {__name__="a"} == bool {__name__="b"}
                    sum(a) by (b)           | sum by (b) ({__name__="a"})
                    a[5m] offset 1h         | {__name__="a"}[5m] offset 1h
                    a offset -90s @ 1.5     | {__name__="a"} @ 1.500 offset -1m30s
                    a + on(b) group_left(c) d | {__name__="a"} + on (b) group_left (c) {__name__="d"}
                    """)
    void theShapeOfTheTreeFollowsPrecedence(String query, String printed) {
        assertThat(PromqlPrinter.print(PromqlParser.parse(query))).isEqualTo(printed);
    }

    @Test
    void aMetricWhoseNameIsNoIdentifierIsQuoted() {
        Expr selector = PromqlParser.parse("{\"disk.used\", \"host name\"=\"a\"}");

        assertThat(selector)
                .isEqualTo(new Expr.VectorSelector(
                        List.of(LabelMatcher.equal("__name__", "disk.used"), LabelMatcher.equal("host name", "a")),
                        TimeShift.NONE));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
                    sum(           | 1:5: parse error: unexpected end of input
                    a + + "b"      | 1:5: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "string"
                    foo(a)         | 1:1: parse error: unknown function with name "foo"
                    a{b=~"("}      | 1:6: parse error: invalid regular expression: missing closing )
                    a{b=~"c{2000}"} | 1:6: parse error: invalid regular expression: nested repetitions expand to more than 1000
                    """)
    void anErrorSaysWhereAndWhat(String query, String message) {
        QueryException error = catchThrowableOfType(QueryException.class, () -> PromqlParser.parse(query));

        assertThat(error.kind()).isEqualTo(Kind.BAD_DATA);
        assertThat(error).hasMessage(message);
    }

    @Test
    void positionsCountLinesToo() {
        QueryException error = catchThrowableOfType(QueryException.class, () -> PromqlParser.parse("sum(\n  a b)"));

        assertThat(error).hasMessageStartingWith("2:5: ");
    }

    @ParameterizedTest
    @CsvSource({
        "'count_values(\"v\", a)', aggregation count_values",
        "a atan2 b, operator atan2",
        "'holt_winters(a[5m], 0.5, 0.5)', function holt_winters()",
        "hour(), function hour()",
        "'limitk(1, a)', aggregation limitk"
    })
    void whatIsNotServedIsNamed(String query, String construct) {
        QueryException error = catchThrowableOfType(QueryException.class, () -> PromqlParser.parse(query));

        assertThat(error.kind()).isEqualTo(Kind.EXECUTION);
        assertThat(error).hasMessageContaining("not supported here: " + construct);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "-", "a + ", "2 ^ ", "sum(", "a and "})
    void aQueryWithoutEndExhaustsNoStack(String piece) {
        QueryException error =
                catchThrowableOfType(QueryException.class, () -> PromqlParser.parse(piece.repeat(100_000)));

        assertThat(error.kind()).isEqualTo(Kind.BAD_DATA);
        assertThat(error).hasMessageMatching(".*(nested at most|may have at most).*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((a{100}){100}){100}",
                "(((a{0,9}){0,9}){0,9}){0,9}{0,9}",
                "a{1001}",
                "((((((((((a{2}){2}){2}){2}){2}){2}){2}){2}){2}){2}){2}"
            })
    void aRegularExpressionThatExplodesIsRefusedBeforeItDoes(String regex) {
        QueryException error =
                catchThrowableOfType(QueryException.class, () -> PromqlParser.parse("a{b=~\"" + regex + "\"}"));

        assertThat(error.kind()).isEqualTo(Kind.BAD_DATA);
    }

    @Test
    void repetitionsSideBySideAreFine() {
        Expr selector = PromqlParser.parse("a{b=~`([0-9]{1,3}\\.){3}[0-9]{1,3}:[0-9]{1,5}|x{900}y{900}`}");

        assertThat(selector.type()).isEqualTo(ValueType.VECTOR);
    }

    @Test
    void aSelectorAloneMayHaveNoModifier() {
        assertThat(PromqlParser.parseSelector("a{b!=\"c\"}")).hasSize(2);
        assertThat(catchThrowableOfType(QueryException.class, () -> PromqlParser.parseSelector("a offset 5m")))
                .hasMessageContaining("unexpected identifier \"offset\"");
        assertThat(catchThrowableOfType(QueryException.class, () -> PromqlParser.parseSelector("sum(a)")))
                .isNotNull();
        assertThat(catchThrowableOfType(QueryException.class, () -> PromqlParser.parseSelector("")))
                .isNotNull();
    }
}
