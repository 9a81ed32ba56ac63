package dev.evenkeel.alertrouter.template.syntax;

import java.util.Map;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateParserTest {

    private static final String[] PIECES = {
        "{{",
        "}}",
        "{{- ",
        " -}}",
        "if ",
        "else",
        "end",
        "range ",
        "with ",
        "define ",
        "template ",
        "block ",
        "break",
        "continue",
        "$x",
        "$",
        ":=",
        "=",
        "|",
        "(",
        ")",
        ".",
        ".A",
        ".A.B",
        "1",
        "0x1f",
        "1e3",
        "'a'",
        "\"s\"",
        "`r`",
        "true",
        "nil",
        "print ",
        "eq ",
        "and ",
        " ",
        "\n",
        ",",
        "text",
        "/*",
        "*/",
        "é",
        "\\",
        "\"",
        "{",
        "}",
        "-"
    };

    @Test
    void whatIsDefinedIsATemplateOfItsOwn() {
        Map<String, TemplateTree> templates = parse("a{{ define \"x\" }}b{{ end }}{{ block \"y\" . }}c{{ end }}");

        assertThat(templates).containsOnlyKeys("", "x", "y");
        assertThat(NodePrinter.print(templates.get("").body())).isEqualTo("a{{template \"y\" .}}");
        assertThat(NodePrinter.print(templates.get("y").body())).isEqualTo("c");
    }

    @Test
    void aMistakeIsNamedWithItsLineAndColumn() {
        assertThatThrownBy(() -> parse("a\n é {{ $x }}")).isInstanceOfSatisfying(TemplateException.class, refused -> {
            assertThat(refused).hasMessage("template: file.tmpl:2: undefined variable \"$x\"");
            assertThat(refused.line()).isEqualTo(2);
            assertThat(refused.column()).isEqualTo(7);
        });
    }

    @Test
    void nestingIsBounded() {
        String deep = "{{ if 1 }}".repeat(200) + "{{ end }}".repeat(200);
        String parentheses = "{{ " + "(".repeat(200) + "1" + ")".repeat(200) + " }}";

        assertThatThrownBy(() -> parse(deep)).hasMessageContaining("nested more than 100 deep");
        assertThatThrownBy(() -> parse(parentheses)).hasMessageContaining("more than 100 nested parentheses");
    }

    @Test
    void alternativesAreNoNesting() {
        String elseIfs = "{{if 0}}" + "{{else if 0}}x".repeat(5000) + "{{end}}";

        assertThat(NodePrinter.print(parse(elseIfs).get("").body()))
                .startsWith("{{if 0}}{{else}}{{if 0}}x{{else}}{{if 0}}x")
                .endsWith("x" + "{{end}}".repeat(5001));
    }

    @Property(tries = 3000)
    void anyTextIsReadOrRefused(@ForAll("soup") String text) {
        readOrRefuse(text);
    }

    @Property(tries = 1000)
    void anyCharactersAreReadOrRefused(@ForAll String text) {
        readOrRefuse("{{" + text + "}}");
    }

    @Property(tries = 3000)
    void whatIsPrintedReadsAsTheSame(@ForAll("soup") String text) {
        String printed;
        try {
            printed = print(parse(text));
        } catch (TemplateException refused) {
            return;
        }

        assertThat(print(parse(printed))).isEqualTo(printed);
    }

    private static void readOrRefuse(String text) {
        try {
            parse(text);
        } catch (TemplateException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused).hasMessageStartingWith("template: file.tmpl:" + refused.line() + ": ");
        }
    }

    private static Map<String, TemplateTree> parse(String text) {
        return TemplateParser.parse("", new SourceText("file.tmpl", text), name -> !name.equals("nope"));
    }

    private static String print(Map<String, TemplateTree> templates) {
        return NodePrinter.print(templates.get("").body());
    }

    @Provide
    Arbitrary<String> soup() {
        Arbitrary<String> anything = Arbitraries.of(PIECES).list().ofMaxSize(30).map(pieces -> String.join("", pieces));
        Arbitrary<String> actions = Arbitraries.of(PIECES)
                .list()
                .ofMaxSize(6)
                .map(pieces -> "{{ " + String.join(" ", pieces) + " }}")
                .list()
                .ofMaxSize(6)
                .map(all -> String.join("t", all));
        Arbitrary<String> wrapped = Arbitraries.of(
                        "{{ if .A }}%s{{ end }}",
                        "{{ range $i, $x := .A.B }}%s{{ else }}-{{ end }}",
                        "{{ with $x := (print 1) }}%s{{ end }}",
                        "%s{{- /* c */ -}} t")
                .flatMap(frame -> Arbitraries.of(
                                "{{ $x := 1 }}{{ $x }}",
                                "{{ .A | print 1 (eq 2 3) }}",
                                "{{ (print .).B.C 1.5 }}",
                                "{{ template \"t\" (and 1 `x`) }}",
                                "{{- \"a\\n\" -}}",
                                "{{ $.A.B }} é")
                        .list()
                        .ofMaxSize(5)
                        .map(parts -> frame.formatted(String.join("", parts))));
        return Arbitraries.oneOf(anything, actions, wrapped);
    }
}
