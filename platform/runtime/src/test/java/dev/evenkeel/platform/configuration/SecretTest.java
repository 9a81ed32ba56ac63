package dev.evenkeel.platform.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretTest {

    @TempDir
    Path folder;

    @Test
    void aSecretNeverShowsInItsTextForm() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "hunter2");

        assertThat(Secret.literal("hunter2")).hasToString("<secret>");
        assertThat(Secret.file(file)).hasToString("<secret>");
    }

    @Test
    void aRotatedFileIsReadAgain() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), "old\n");
        Secret secret = Secret.file(file);
        Files.writeString(file, "new\n");

        assertThat(secret.reveal()).isEqualTo("new");
    }

    @Test
    void aMissingFileIsNamed() {
        Secret secret = Secret.file(folder.resolve("nowhere"));

        assertThatThrownBy(secret::reveal)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void twoWaysToSayOneSecretAreRefused() {
        ConfigProblems problems = new ConfigProblems();
        ConfigNode node = YamlParser.parse("a.yaml", "token: x\ntoken_file: y\n", problems)
                .getFirst()
                .root();

        node.mapping().secret("token");

        assertThat(problems.found())
                .extracting(ConfigProblem::reason)
                .containsExactly("may have only one of token, token_file and token_env");
    }
}
