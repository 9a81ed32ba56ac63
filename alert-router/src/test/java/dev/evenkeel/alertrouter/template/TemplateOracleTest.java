package dev.evenkeel.alertrouter.template;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.evenkeel.alertrouter.template.limits.RenderLimits;
import dev.evenkeel.alertrouter.template.syntax.TemplateException;

/** The same templates to Go's engine and to ours: the same comes out, and the same is said of mistakes. */
class TemplateOracleTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-29T02:00:00Z"), ZoneOffset.UTC);

    private final TemplateSet ours = TemplateSet.empty(CLOCK, RenderLimits.DEFAULT);

    @TempDir
    Path folder;

    @Test
    void aTextGivesWhatGoGives() throws IOException {
        var theirs = RealAmtool.on(folder, ExampleData.JSON);
        List<String> snippets = snippets("text.txt");

        var softly = new SoftAssertions();
        for (String snippet : snippets) {
            softly.assertThat(renderText(snippet)).as(snippet).isEqualTo(theirs.render("text", snippet));
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "UTC"})
    void timesAreThoseOfGoWhereverTheServiceRuns(String zone) throws IOException {
        var theirs = RealAmtool.on(folder, ExampleData.JSON, ZoneId.of(zone));
        TemplateSet there = TemplateSet.empty(CLOCK.withZone(ZoneId.of(zone)), RenderLimits.DEFAULT);
        List<String> snippets = snippets("times.txt");

        var softly = new SoftAssertions();
        for (String snippet : snippets) {
            softly.assertThat(attempt(() -> there.renderText(snippet, ExampleData.data())))
                    .as(snippet)
                    .isEqualTo(theirs.render("text", snippet));
        }
        softly.assertAll();
    }

    @Test
    void htmlIsEscapedAsGoEscapesIt() throws IOException {
        var theirs = RealAmtool.on(folder, ExampleData.JSON);
        List<String> snippets = snippets("html.txt");

        var softly = new SoftAssertions();
        for (String snippet : snippets) {
            softly.assertThat(renderHtml(snippet)).as(snippet).isEqualTo(theirs.render("html", snippet));
        }
        softly.assertAll();
    }

    @Test
    void aFileIsCalledAndReplacedAsWithGo() throws IOException {
        var theirs = RealAmtool.on(folder, ExampleData.JSON);
        String one = "{{ define \"a\" }}one {{ .Status }}{{ end }}{{ define \"b\" }}kept{{ end }}";
        String other = "text {{ .Status }}\n{{ define \"a\" }}other {{ .Nope }}{{ end }}{{ define \"b\" }} {{ end }}";
        List<Path> files = List.of(
                Files.writeString(folder.resolve("1.tmpl"), one), Files.writeString(folder.resolve("2.tmpl"), other));
        TemplateSet set = ours.with("1.tmpl", one).with("2.tmpl", other);

        var softly = new SoftAssertions();
        for (String text : List.of("{{ template \"b\" . }}", "{{ template \"2.tmpl\" . }}", "{{ template \"a\" . }}")) {
            softly.assertThat(attempt(() -> set.renderText(text, ExampleData.data())))
                    .as(text)
                    .isEqualTo(theirs.render("text", text, files));
        }
        softly.assertAll();
    }

    private String renderText(String snippet) {
        return attempt(() -> ours.renderText(snippet, ExampleData.data()));
    }

    private String renderHtml(String snippet) {
        return attempt(() -> ours.renderHtml(snippet, ExampleData.data()));
    }

    private static String attempt(Supplier<String> rendering) {
        try {
            return rendering.get();
        } catch (TemplateException refused) {
            return "ERROR " + refused.getMessage();
        }
    }

    /** One to a line, in which the sign for the end of a line stands for one. */
    private static List<String> snippets(String name) throws IOException {
        try (InputStream text = TemplateOracleTest.class.getResourceAsStream("/template-oracle/" + name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.replace("⏎", "\n"))
                    .toList();
        }
    }
}
