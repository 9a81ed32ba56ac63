package dev.evenkeel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigurationTest {

    @TempDir(factory = OpenFolder.class)
    private Path folder;

    private DataFolder data;
    private Configuration configuration;

    @BeforeEach
    void aDataFolder() {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        Keys keys = new Keys(data);
        keys.make();
        configuration = new Configuration(data, Settings.DEFAULT, keys, new Secrets(data.secrets()));
    }

    @Test
    void everyServiceHasAFolderAndEveryPlaceholderAMeaning() throws IOException {
        configuration.writeOnce();

        for (Member member : Member.values()) {
            assertThat(data.configuration(member)).isDirectory();
        }
        assertThat(files()).allSatisfy(file -> assertThat(file).content().doesNotContain("${"));
    }

    @Test
    void whatItsOwnerHasChangedIsNeverWrittenAgain() throws IOException {
        configuration.writeOnce();
        Path changed = data.configuration(Member.HEALTH).resolve("mine.yaml");
        Files.writeString(changed, "mine");

        configuration.writeOnce();

        assertThat(changed).hasContent("mine");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(data.configuration())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
