package dev.evenkeel.alertrouter.template;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.template.data.TemplateData;
import dev.evenkeel.alertrouter.template.limits.RenderLimits;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** What a template may cost, and that what people write is far from it. */
class TemplateLimitsTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-29T02:00:05.5Z"), ZoneOffset.UTC);

    private final TemplateSet templates = TemplateSet.ofDefaults(CLOCK);
    private final Rendering rendering = new Rendering(templates);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{ range 1000000000 }}{{ end }}",
                "{{ range 100000 }}{{ range 100000 }}x{{ end }}{{ end }}",
                "{{ $x := \"aaaa\" }}{{ range 100 }}{{ $x = printf \"%s%s\" $x $x }}{{ end }}",
                "{{ $x := list 1 }}{{ range 100000 }}{{ $x = list $x $x }}{{ end }}{{ $x }}",
                "{{ $x := list 1 }}{{ range 40 }}{{ $x = list $x $x }}{{ end }}{{ toJson $x }}",
                "{{ $x := list }}{{ range 100000 }}{{ $x = append $x $x }}{{ end }}",
                "{{ define \"a\" }}{{ template \"a\" . }}{{ end }}{{ template \"a\" }}",
                "{{ printf \"%999999d%999999d%999999d\" 1 2 3 }}",
                "{{ printf \"%.999999f\" 1e300 }}{{ printf \"%.999999d\" 1 }}{{ printf \"%.999999e\" 1.5 }}",
                "{{ match \"((a{100}){100}){100}\" \"a\" }}",
                "{{ $x := printf \"%99999d\" 1 }}{{ range 100000 }}{{ match \"(a|b)*x(.{90})*y\" $x }}{{ end }}",
                "{{ $x := printf \"%9999d\" 1 }}{{ range 100000 }}{{ $x = title $x }}{{ html $x }}{{ end }}"
            })
    void whatCostsTooMuchIsStopped(String template) {
        TemplateSet tight = TemplateSet.empty(CLOCK, new RenderLimits(200_000, 100_000, 1_000_000, 64 << 20, 50));

        assertThatThrownBy(() -> tight.renderText(template, ExampleData.data()))
                .isInstanceOf(TemplateException.class)
                .hasMessageMatching("(?s).*(too expensive|exceeded maximum|too large).*");
    }

    @Test
    void aSearchThatLooksAtTheRestOfTheTextForEveryMatchIsStopped() {
        TemplateSet tight = TemplateSet.empty(CLOCK, new RenderLimits(100_000, 100_000, 1_000_000, 64 << 20, 50));
        String text = "{{ $x := reReplaceAll \" \" \"a\" (printf \"%5000s\" \"\") }}";

        assertThat(tight.renderText(text + "{{ reReplaceAll \"a\" \"b\" $x | len }}", ExampleData.data()))
                .isEqualTo("5000");
        assertThatThrownBy(() -> tight.renderText(text + "{{ reReplaceAll \"a*b|a\" \"\" $x }}", ExampleData.data()))
                .hasMessageContaining("too expensive");
    }

    @Test
    void aTextWithoutActionsGivesItselfUnlessItIsTooLong() {
        TemplateSet tight = TemplateSet.empty(CLOCK, new RenderLimits(100, 20, 20, 20, 5));

        assertThat(tight.renderText("it is } as it is {", ExampleData.data())).isEqualTo("it is } as it is {");
        assertThatThrownBy(() -> tight.renderText("x".repeat(21), ExampleData.data()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("output longer than 20 characters");
    }

    @ParameterizedTest
    @CsvSource({"html, &", "js, &", "urlquery, é"})
    void theLengthOfAnEscapedTextIsWatchedAsThatOfEveryOther(String escape, String character) {
        String text = "{{ \"" + character.repeat(1_000_000) + "\" | " + escape + " | len }}";

        assertThat(rendering.attempt(text)).contains("too expensive: a value longer than 4194304");
    }

    @Test
    void aRenderingThatMakesMoreCharactersThanMayBeKeptIsStopped() {
        String keeping = """
                {{ $l := reReplaceAll " " "<" (printf "%20000s" "") }}{{ $x := list }}
                {{- range 1000 }}{{ $x = append $x (html $l) }}{{ end }}{{ len $x }}""";

        assertThat(rendering.attempt(keeping.replace("1000", "500"))).isEqualTo("500");
        assertThat(rendering.attempt(keeping)).contains("too expensive: more than 67108864 characters made");
    }

    @Test
    void aNotificationAboutTenThousandAlertsIsFarFromTheLimits() {
        var alerts = Collections.nCopies(10_000, ExampleData.data().alerts().getFirst());
        var data = new TemplateData(
                "team",
                "firing",
                alerts,
                "unknown",
                Map.of("alertname", "Disk"),
                Map.of(),
                Map.of(),
                Map.of(),
                "http://router.example");

        assertThat(templates.renderText("{{ template \"__text_alert_list\" .Alerts }}", data))
                .isNotEmpty();
        assertThat(templates.renderHtml("{{ template \"email.default.html\" . }}", data))
                .isNotEmpty();
    }

    @Test
    void tagsThatAreTakenOutOfATextCountAsWork() {
        TemplateSet tight = TemplateSet.empty(CLOCK, new RenderLimits(30_000, 100_000, 1_000_000, 64 << 20, 50));
        String tags = "{{ $x := `" + "<a>".repeat(20_000) + "` }}<a title=\"{{ $x | safeHtml }}\">";

        assertThatThrownBy(() -> tight.renderHtml(tags, ExampleData.data())).hasMessageContaining("too expensive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"len $x", "index $x 1", "lt \"a\" $x", "printf \"%.1x\" $x"})
    void lookingAtALongTextIsWorkWhateverComesOfIt(String action) {
        TemplateSet tight = TemplateSet.empty(CLOCK, new RenderLimits(200_000, 100_000, 1_000_000, 64 << 20, 50));
        String template =
                "{{ $x := printf \"%100000s\" \"\" }}" + "{{ range 1000 }}{{ $y := " + action + " }}{{ end }}";

        assertThatThrownBy(() -> tight.renderText(template, ExampleData.data())).hasMessageContaining("too expensive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now | date $x", "now.Format $x", "toDate $x \"2026\""})
    void everyCharacterOfALayoutIsWorkAlsoWhereItStandsForItself(String action) {
        TemplateSet tight = TemplateSet.empty(CLOCK, new RenderLimits(2_000, 100_000, 1_000_000, 64 << 20, 50));
        String template = "{{ $x := printf \"%10000s\" \"\" }}{{ $y := " + action + " }}";

        assertThat(tight.renderText(template.replace("10000", "1000"), ExampleData.data()))
                .isEmpty();
        assertThatThrownBy(() -> tight.renderText(template, ExampleData.data())).hasMessageContaining("too expensive");
    }

    @Test
    void numbersOfArgumentsThatNeverEndDoNotHaveTheRestOfTheFormatReadForEach() {
        String template =
                "{{ printf (reReplaceAll \" \" \"%[%\" (printf \"%1000000s\" \"\")) }}{{ printf \"%[2]d %[3]d\" 1 2 }}";

        String text = assertTimeoutPreemptively(Duration.ofSeconds(20), () -> rendering.text(template));

        assertThat(text).isEqualTo("%".repeat(1_000_000) + "2 %!d(BADINDEX)");
    }

    @Test
    void digitsThatAreNoNumberAreRefusedAtOnce() {
        String digits = "1".repeat(20_000) + "x";

        assertThat(rendering.attempt("{{ humanizeDuration \"" + digits + "\" }}"))
                .endsWith("x\": invalid syntax");
    }

    @Test
    void aFractionHasAsManyDecimalsAsAreAskedFor() {
        assertThat(rendering.text("{{ printf \"%.60f|%.3f|%.0f|%.2f\" 0.1 0.0005 2.5 1e22 }}"))
                .isEqualTo("0.100000000000000005551115123125782702118158340454101562500000|0.001|2|"
                        + "10000000000000000000000.00");
        assertThat(rendering.text("{{ printf \"%.1000000f\" 0.1 }}"))
                .hasSize(1_000_002)
                .startsWith("0.1000000000000000055511151231257827021181583404541015625000")
                .endsWith("000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"if eq .Status ", "with .Nothing"})
    void aLongChainOfAlternativesIsNoDepth(String choice) {
        boolean isIf = choice.startsWith("if");
        var chain = new StringBuilder("{{ " + (isIf ? choice + "\"x\"" : "with \"\"") + " }}no");
        for (int i = 0; i < 3000; i++) {
            chain.append("{{ else ")
                    .append(isIf ? choice + "\"" + i + "\"" : "with \"\"")
                    .append(" }}<b>no</b>");
        }
        chain.append("{{ else }}{{ .Status }} <b>{{ .Receiver }}</b>{{ end }}");

        assertThat(rendering.text(chain.toString())).isEqualTo("firing <b>team-X</b>");
        assertThat(rendering.html(chain.toString())).isEqualTo("firing <b>team-X</b>");
    }

    @Test
    void aRegularExpressionWhoseGroupsWouldFillTheMemoryIsRefused() {
        String groups = "(a)|".repeat(2000) + "b";

        assertThat(rendering.attempt("{{ reReplaceAll \"" + groups + "\" \"$1\" \"a\" }}"))
                .endsWith("expression too large");
        assertThat(rendering.attempt("{{ reReplaceAll \"" + groups.substring(4 * 1900) + "\" \"<$1>\" \"ab\" }}"))
                .isEqualTo("<a><>");
    }

    @Test
    void aRegularExpressionOfManyGroupsDoesNotExhaustTheStack() {
        String nested = "(".repeat(4900) + "a" + ")".repeat(4900);

        assertThat(rendering.attempt("{{ match \"" + nested + "\" \"a\" }}")).endsWith("expression too large");
    }

    @Test
    void branchesWithinBranchesDoNotHoldUpTheEscaping() {
        String nested = "{{ range .Alerts }}".repeat(60) + "<a>" + "{{ end }}".repeat(60);

        assertThatThrownBy(() -> rendering.html(nested))
                .hasMessageContaining("too many branches and contexts to follow");
    }

    @Test
    void templatesWithinTemplatesDoNotExhaustTheStack() {
        String body = "{{ if 1 }}".repeat(90) + "{{ template \"next\" . }}" + "{{ end }}".repeat(90);
        String loop = "{{ define \"next\" }}" + body + "{{ end }}{{ template \"next\" . }}";
        var chain = new StringBuilder();
        for (int i = 0; i < 90; i++) {
            chain.append("{{ define \"t%d\" }}%s{{ end }}".formatted(i, body.replace("next", "t" + (i + 1))));
        }
        chain.append("{{ define \"t90\" }}{{ end }}{{ template \"t0\" }}");

        for (String template : List.of(loop, chain.toString())) {
            assertThatThrownBy(() -> rendering.text(template))
                    .hasMessageContaining("actions nested more than 400 deep");
        }
        assertThatThrownBy(() -> rendering.html(chain.toString()))
                .hasMessageContaining("actions nested more than 400 deep");
    }
}
