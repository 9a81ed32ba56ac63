package dev.evenkeel.alertrouter.template;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import dev.evenkeel.alertrouter.template.limits.RenderLimits;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a template is, it is rendered or refused, soon and within its limits. */
class TemplateFuzzTest {

    private static final RenderLimits LIMITS = new RenderLimits(50_000, 20_000, 50_000, 500_000, 30);
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-29T02:00:00Z"), ZoneOffset.UTC);
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final String[] WORDS = {
        "print",
        "printf",
        "println",
        "html",
        "js",
        "urlquery",
        "index",
        "slice",
        "len",
        "eq",
        "lt",
        "not",
        "and",
        "or",
        "call",
        "toUpper",
        "title",
        "join",
        "match",
        "reReplaceAll",
        "safeHtml",
        "safeUrl",
        "stringSlice",
        "list",
        "dict",
        "append",
        "toJson",
        "date",
        "tz",
        "since",
        "humanizeDuration",
        "urlUnescape",
        "base64decode",
        "toDate",
        "\"%5.2[1]*v%!%x%q%c%U%e\"",
        "\"(a|b)*{3}\"",
        "\"\\xff\\u00e9\"",
        "`<a href=\"`",
        "\"2006 Jan _2 MST .000 Z07\"",
        "0",
        "1",
        "-1",
        "1.5",
        "1e300",
        "99999999999",
        "'x'",
        "true",
        "nil",
        ".",
        "$",
        ".Alerts",
        ".Alerts.Firing",
        ".CommonLabels",
        ".CommonLabels.SortedPairs",
        ".CommonLabels.Names",
        ".Status",
        ".Nope",
        "(index .Alerts 0)",
        "(index .Alerts 0).StartsAt",
        "(index .Alerts 0).Labels",
        "|",
        "(",
        ")",
        "$x",
        "$x := 1 |",
        "if",
        "else",
        "end",
        "range",
        "with",
        "break",
        "template \"__subject\"",
        "define \"d\"",
        "block \"b\""
    };

    private static final String[] MARKUP = {
        "<a href=\"",
        "<a href=",
        "\">",
        "'",
        ">",
        "<script>",
        "</script>",
        "<style>",
        "</style>",
        "<!--",
        "-->",
        "<p ",
        "onclick=\"",
        "style='",
        "url(",
        "/",
        "?",
        "#",
        "//",
        "/*",
        "*/",
        "`",
        "\\",
        "\"",
        "&quot;",
        "=",
        " ",
        "<title>",
        "</title>",
        "var x = ",
        "text",
        "srcset=",
        "type=",
        "{",
        "}",
        "(",
        ")",
        "\n"
    };

    private final TemplateSet templates =
            TemplateSet.empty(CLOCK, LIMITS).with("d.tmpl", "{{ define \"__subject\" }}{{ .Status }}{{ end }}");

    @Property(tries = 5000)
    void anyActionsAreRenderedOrRefused(@ForAll("actions") String template) {
        renderOrRefuse(template);
    }

    @Property(tries = 5000)
    void anyMarkupIsRenderedOrRefused(@ForAll("pages") String template) {
        renderOrRefuse(template);
    }

    @Property(tries = 2000)
    void aDamagedTemplateIsRenderedOrRefused(
            @ForAll("valid") String template,
            @ForAll @IntRange(max = 200) int at,
            @ForAll @IntRange(max = 20) int length,
            @ForAll("fragments") String instead) {
        int start = Math.min(at, template.length());
        int end = Math.min(start + length, template.length());

        renderOrRefuse(template.substring(0, start) + instead + template.substring(end));
    }

    /** The promise of the escaping: no value gets out of the place where it stands. */
    @Property(tries = 3000)
    void noValueOpensATagOrEndsAnAttribute(@ForAll("values") String value, @ForAll("places") String place) {
        String literal = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        String html = templates.renderHtml(place.formatted("{{ \"" + literal + "\" }}"), ExampleData.data());

        int inside = place.indexOf("%s");
        String before = place.substring(0, inside);
        String after = place.substring(inside + 2);
        assertThat(html).startsWith(before).endsWith(after);
        String written = html.substring(before.length(), html.length() - after.length());
        assertThat(written).doesNotContain("<", ">", "\"");
        if (place.contains("href") || place.contains("srcset")) {
            assertThat(written.strip().toLowerCase(Locale.ROOT)).doesNotStartWith("javascript:");
        }
    }

    private void renderOrRefuse(String template) {
        long start = System.nanoTime();
        for (boolean html : List.of(false, true)) {
            try {
                String output = html
                        ? templates.renderHtml(template, ExampleData.data())
                        : templates.renderText(template, ExampleData.data());
                assertThat(output.length()).isLessThanOrEqualTo(LIMITS.outputLength());
            } catch (TemplateException refused) {
                assertThat(refused.getMessage()).containsPattern("^(html/)?template:");
                assertThat(refused.line()).isPositive();
            }
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Provide
    Arbitrary<String> actions() {
        return Arbitraries.of(WORDS)
                .list()
                .ofMinSize(1)
                .ofMaxSize(7)
                .map(words -> "{{ " + String.join(" ", words) + " }}")
                .list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .map(actions -> String.join("t", actions));
    }

    @Provide
    Arbitrary<String> pages() {
        Arbitrary<String> values = Arbitraries.of(
                "{{ .Status }}",
                "{{ . }}",
                "{{ .CommonLabels | toJson }}",
                "{{ if .Alerts }}",
                "{{ else }}",
                "{{ end }}",
                "{{ range .Alerts }}",
                "{{ html .Status }}",
                "{{ safeHtml `<b>` }}",
                "{{ template \"__subject\" . }}");
        return Arbitraries.oneOf(Arbitraries.of(MARKUP), values)
                .list()
                .ofMaxSize(15)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> valid() {
        return Arbitraries.of(
                "{{ range $i, $a := .Alerts }}{{ if $i }}, {{ end }}{{ $a.Labels.instance | toUpper }}{{ else }}-{{"
                        + " end }}",
                "{{ define \"x\" }}<b title='{{ . }}'>{{ . }}</b>{{ end }}{{ template \"x\" .Status }}",
                "{{ with index .Alerts 0 }}{{ printf \"%-10s|%5.1f\" .Status 1.5 }}{{ .StartsAt.Format \"15:04\" }}{{"
                        + " end }}",
                "<script>var a = {{ .CommonLabels }}; /* x */ b = \"{{ .Status }}\" / 2;</script><a href='?q={{"
                        + " .Receiver }}'>",
                "{{ $x := 1 }}{{ range 3 }}{{ $x = . }}{{ if eq $x 1 }}{{ continue }}{{ end }}{{ $x }}{{ end }}",
                "{{- /* c */ -}} {{ reReplaceAll \"(a)(b)?\" \"${1}x$2\" \"abab\" | html }} {{ dict \"a\" (list 1 2) |"
                        + " toJson }}");
    }

    @Provide
    Arbitrary<String> fragments() {
        return Arbitraries.oneOf(
                Arbitraries.of(WORDS), Arbitraries.of(MARKUP), Arbitraries.of("{{", "}}", "{{- ", " -}}", ""));
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(
                        "<",
                        ">",
                        "\"",
                        "'",
                        "&",
                        "</script>",
                        "javascript:",
                        "JaVaScRiPt:",
                        "`",
                        "=",
                        " ",
                        "\n",
                        "/",
                        "\\",
                        "-->",
                        "a",
                        "é",
                        ";",
                        "(",
                        ")",
                        "{",
                        "}",
                        "data:",
                        "onclick",
                        "%3c",
                        "&lt;",
                        ":")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> places() {
        return Arbitraries.of(
                "<p>%s</p>",
                "<a title=\"%s\">",
                "<a title=%s>",
                "<a href=\"%s\">",
                "<a href=\"/x?y=%s\">",
                "<a href=%s>",
                "<p style=\"color: %s\">",
                "<p onclick=\"f(%s)\">",
                "<p onclick=\"f('%s')\">",
                "<script>var x = '%s';</script>",
                "<style>p { color: %s }</style>",
                "<textarea>%s</textarea>",
                "<img srcset=\"%s\">");
    }
}
