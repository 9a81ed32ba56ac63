package dev.evenkeel.alertrouter.matching;

import java.util.List;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.matching.Matcher.Operator;

import static org.assertj.core.api.Assertions.assertThat;

class PlainExpressionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "critical|page",
                "(?:critical|page)",
                "(a|b|)",
                "payments-.*",
                ".+\\.example\\.com",
                ".*disk.*|.+",
                "node\\-exporter|job/.+",
                ""
            })
    void whatStandsInRoutesIsPlain(String expression) {
        assertThat(PlainExpression.of(expression)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?i)critical",
                "(?i:critical)",
                "a.c",
                "ab*",
                "ab?",
                "x{2}",
                "[ab]",
                "\\d",
                "\\Qa\\E",
                "^a$",
                "(a)|(b)",
                "a(b|c)",
                ".*?",
                "a.*b",
                ".+.+"
            })
    void whatSaysMoreIsNot(String expression) {
        assertThat(PlainExpression.of(expression)).isEmpty();
    }

    @Property(tries = 20_000)
    void anExpressionMatchesWhatItMatchesAsAnExpressionOfRe2(
            @ForAll("expressions") String expression, @ForAll("values") String value) {
        Pattern oracle = compiled(expression);
        Assume.that(oracle != null);

        assertThat(new Matcher("label", Operator.REGEX, expression).matches(value))
                .isEqualTo(oracle.matches(value));
    }

    private static Pattern compiled(String expression) {
        try {
            return Pattern.compile("^(?:" + expression + ")$");
        } catch (PatternSyntaxException invalid) {
            return null;
        }
    }

    @Provide
    Arbitrary<String> expressions() {
        Arbitrary<String> pieces = Arbitraries.of(
                "a", "b", "ab", ".*", ".+", "|", "(", ")", "(?:", "\\.", "\\-", ".", "?", "*", "😀", "^", "$", "[a]",
                "{2}");
        return pieces.list().ofMaxSize(7).map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of("a", "b", ".", "-", "😀", "\n", "ab")
                .list()
                .ofMaxSize(5)
                .map((List<String> list) -> String.join("", list));
    }
}
