package dev.evenkeel.benchmarks.alerts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BenchmarkOptionsTest {

    @TempDir
    Path folder;

    @Test
    void withItsOwnConfigurationItCountsTheWebhooks() {
        assertThat(BenchmarkOptions.parse().countsWebhooks()).isTrue();
    }

    @Test
    void withAnothersConfigurationItCountsThemOnlyIfItIsToldWhereTheyGo() throws IOException {
        Files.createFile(folder.resolve("alertmanager.yml"));

        assertThat(BenchmarkOptions.parse("--configuration", folder.toString()).countsWebhooks())
                .isFalse();
        assertThat(BenchmarkOptions.parse("--configuration", folder.toString(), "--webhook-port", "9999")
                        .countsWebhooks())
                .isTrue();
        assertThat(BenchmarkOptions.parse("--url", "http://127.0.0.1:9093").countsWebhooks())
                .isFalse();
    }

    @Test
    void aFolderWithoutAConfigurationIsRefused() {
        assertThatThrownBy(() -> BenchmarkOptions.parse("--configuration", folder.toString()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("alertmanager.yml", folder.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds, 0, --rounds is a number from 1 to 100",
        "--only, nothing, nothing",
        "--url, 127.0.0.1:9093, --url is a server",
        "--no-such, 1, There is no option --no-such",
    })
    void whatCannotBeIsRefusedWithASentence(String option, String value, String sentence) {
        assertThatThrownBy(() -> BenchmarkOptions.parse(option, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
