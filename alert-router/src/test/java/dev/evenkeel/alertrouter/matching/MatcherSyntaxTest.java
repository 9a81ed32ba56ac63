package dev.evenkeel.alertrouter.matching;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.matching.Matcher.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MatcherSyntaxTest {

    @Test
    void namesAndValuesMayBeAnyText() {
        assertThat(MatcherSyntax.UTF8.parseList("{ größe!=x-small, \"a b\"=~\"\\u00e4|x{1}\" , 日本=\"\\\"\", }"))
                .containsExactly(
                        new Matcher("größe", Operator.NOT_EQUAL, "x-small"),
                        new Matcher("a b", Operator.REGEX, "ä|x{1}"),
                        new Matcher("日本", Operator.EQUAL, "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", " { } ", "{"})
    void nothingIsNoMatcherAtAll(String text) {
        if (text.equals("{")) {
            assertThatThrownBy(() -> MatcherSyntax.UTF8.parseList(text)).hasMessageContaining("expected close brace");
        } else {
            assertThat(MatcherSyntax.UTF8.parseList(text)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "a | end of input: expected an operator such as '=', '!=', '=~' or '!~'",
                "a= | end of input: expected label value",
                "=b | 0:1: unexpected =: expected label name",
                "a=b} | 0:4: }: expected opening brace",
                "{a=b | 0:4: end of input: expected close brace",
                "{a=b}c | 5:6: c: expected end of input",
                "a=b c=d | 4:5: unexpected c: expected a comma or close brace",
                "a=b,,c=d | 4:5: unexpected ,: expected a matcher or close brace after comma",
                "a=\"b | 2:4: \"b: missing end \"",
                "a=\"\\q\" | 2:6: \"\\q\": invalid input",
                "a=\"\\xff\" | 2:8: \"\\xff\": invalid input",
                "a!b | 1:2: !: expected one of '=~'",
                "a=`b` | 2:3: `: invalid input"
            })
    void mistakesAreNamedWithTheirPlace(String text, String message) {
        assertThatThrownBy(() -> MatcherSyntax.UTF8.parseList(text)).hasMessage(message);
    }

    @Test
    void whatTheClassicSyntaxReadsDifferentlyGoesOnToMeanWhatItMeant() {
        assertThat(MatcherSyntax.FALLBACK.parseOne("a=\"\\t\"").value()).isEqualTo("\\t");
        assertThat(MatcherSyntax.UTF8.parseOne("a=\"\\t\"").value()).isEqualTo("\t");
        assertThat(MatcherSyntax.FALLBACK.parseList("a=b=c").getFirst().value()).isEqualTo("b=c");
        assertThat(MatcherSyntax.FALLBACK.parseList("a-b=c").getFirst().name()).isEqualTo("a-b");
    }

    @Test
    void aMistakeInBothIsNamedInTheWordsOfTheClassicSyntax() {
        assertThatThrownBy(() -> MatcherSyntax.FALLBACK.parseOne("a")).hasMessage("bad matcher format: a");
        assertThatThrownBy(() -> MatcherSyntax.FALLBACK.parseOne("{a=b}"))
                .hasMessage("unexpected open or close brace: {a=b}");
        assertThatThrownBy(() -> MatcherSyntax.UTF8.parseOne("a=b,c=d")).hasMessage("expected 1 matcher, found 2");
        assertThatThrownBy(() -> MatcherSyntax.UTF8.parseOne("")).hasMessage("no matchers");
    }

    @ParameterizedTest
    @CsvSource({"a_b,true,true", "a-b,false,true", "1,false,true", "ä b,false,true", "'',false,false"})
    void whatALabelMayBeCalledDependsOnTheSyntax(String name, boolean classic, boolean utf8) {
        assertThat(MatcherSyntax.CLASSIC.isLabelName(name)).isEqualTo(classic);
        assertThat(MatcherSyntax.FALLBACK.isLabelName(name)).isEqualTo(utf8);
        assertThat(MatcherSyntax.UTF8.isLabelName(name)).isEqualTo(utf8);
    }

    @Property
    boolean whatIsPrintedIsReadBack(@ForAll @NotEmpty String name, @ForAll String value) {
        if (!MatcherSyntax.UTF8.isLabelName(name) || !(value.isEmpty() || MatcherSyntax.UTF8.isLabelName(value))) {
            return true;
        }
        var matcher = new Matcher(name, Operator.NOT_EQUAL, value);
        return MatcherSyntax.UTF8.parseList("{" + matcher + "}").equals(List.of(matcher));
    }

    @Property
    void noInputBreaksIt(@ForAll String text) {
        for (MatcherSyntax syntax : MatcherSyntax.values()) {
            try {
                syntax.parseList(text);
            } catch (InvalidMatcherException refused) {
                assertThat(refused).message().isNotBlank();
            }
        }
    }
}
