package dev.evenkeel.alertrouter.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.alertrouter.template.syntax.TemplateException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateFilesTest {

    private final TemplateSet defaults = TemplateSet.ofDefaults(Clock.systemUTC());

    @TempDir
    Path folder;

    @Test
    void allFilesThatMatchAreReadByNameAndTheLastOneWins() throws IOException {
        write("teams/b/x.tmpl", "{{ define \"team\" }}b{{ end }}");
        write("teams/a/x.tmpl", "{{ define \"team\" }}a{{ end }}{{ define \"only\" }}a{{ end }}");
        write("teams/a/x.txt", "{{ define \"only\" }}not this{{ end }}");
        write("{odd}.tmpl", "odd");

        TemplateSet all = new TemplateFiles(folder).addTo(defaults, "teams/*/[^y].tmp?");
        TemplateSet odd = new TemplateFiles(folder).addTo(defaults, folder + "/{o*}.tmpl");

        assertThat(all.renderText("{{ template \"team\" }}{{ template \"only\" }}", ExampleData.data()))
                .isEqualTo("ba");
        assertThat(odd.renderText("{{ template \"{odd}.tmpl\" }}", ExampleData.data()))
                .isEqualTo("odd");
    }

    @Test
    void whatMatchesNothingIsNoMistake() throws IOException {
        TemplateSet same = new TemplateFiles(folder).addTo(defaults, "none/*.tmpl");
        TemplateSet missing = new TemplateFiles(folder).addTo(defaults, "none.tmpl");

        assertThat(same.names()).isEqualTo(defaults.names());
        assertThat(missing.names()).isEqualTo(defaults.names());
    }

    @Test
    void aMistakeIsNamedWithItsFileAndLine() throws IOException {
        write("bad.tmpl", "fine\n{{ if }}");

        assertThatThrownBy(() -> new TemplateFiles(folder).addTo(defaults, "*.tmpl"))
                .isInstanceOf(TemplateException.class)
                .hasMessage("template: bad.tmpl:2: missing value for if");
        assertThatThrownBy(() -> new TemplateFiles(folder).addTo(defaults, "[a"))
                .hasMessageContaining("syntax error in pattern");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
