package dev.evenkeel.alertrouter.matching;

import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.matching.Matcher.Operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClassicMatchersTest {

    @Test
    void readsEveryOperatorWithAndWithoutQuotesAndSpaces() {
        assertThat(ClassicMatchers.parseList("{ foo = \"bar\", dings!= bums ,re=~ \"5..\" , not!~x, }"))
                .containsExactly(
                        new Matcher("foo", Operator.EQUAL, "bar"),
                        new Matcher("dings", Operator.NOT_EQUAL, "bums"),
                        new Matcher("re", Operator.REGEX, "5.."),
                        new Matcher("not", Operator.NOT_REGEX, "x"));
    }

    @Test
    void keepsCommasInsideQuotesAndEscapedQuotes() {
        assertThat(ClassicMatchers.parseList("{quote=\"She said: \\\"Hi, ladies!\\\"\"}"))
                .containsExactly(new Matcher("quote", Operator.EQUAL, "She said: \"Hi, ladies!\""));
    }

    @Test
    void takesAnUnknownEscapeLiterally() {
        assertThat(ClassicMatchers.parseOne("path=\"C:\\dir\\\\n\"").value()).isEqualTo("C:\\dir\\n");
    }

    @Test
    void noMatcherAtAllIsAnEmptyList() {
        assertThat(ClassicMatchers.parseList("{}")).isEmpty();
    }

    @Test
    void refusesWhatIsNoMatcherInAlertmanagersWords() {
        assertThatThrownBy(() -> ClassicMatchers.parseOne("a")).hasMessage("bad matcher format: a");
        assertThatThrownBy(() -> ClassicMatchers.parseOne("a=\"b"))
                .hasMessage("matcher value contains unescaped double quote: \"b");
        assertThatThrownBy(() -> ClassicMatchers.parseOne("a=~\"(\""))
                .hasMessage("error parsing regexp: missing closing ): `^(?:()$`");
    }

    @Property
    boolean whatIsPrintedIsReadBack(@ForAll String value, @ForAll Operator operator) {
        if (operator == Operator.REGEX || operator == Operator.NOT_REGEX) {
            return true;
        }
        var matcher = new Matcher("name", operator, value);
        return ClassicMatchers.parseList("{" + matcher + "}").equals(List.of(matcher));
    }

    @Property
    void noInputBreaksIt(@ForAll String text) {
        try {
            ClassicMatchers.parseList(text);
        } catch (InvalidMatcherException refused) {
            assertThat(refused).hasMessageMatching("(?s)(bad matcher format|matcher value|error parsing regexp).*");
        }
    }
}
