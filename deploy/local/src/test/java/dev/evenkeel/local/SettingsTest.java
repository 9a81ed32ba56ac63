package dev.evenkeel.local;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsTest {

    @Test
    void areRememberedInTheDataFolder(@TempDir(factory = OpenFolder.class) Path folder) {
        DataFolder data = new DataFolder(folder.resolve("data"));
        data.make();
        assertThat(Settings.read(data)).isEmpty();

        Settings settings = new Settings(9000, "0.0.0.0", true);
        settings.remember(data);

        assertThat(Settings.read(data)).contains(settings);
    }

    @Test
    void whatIsTypedWinsOverWhatWasRemembered() {
        Settings remembered = new Settings(9000, "0.0.0.0", false);

        assertThat(remembered.with(Arguments.parse(List.of("up", "--port-base", "8000"))))
                .isEqualTo(new Settings(8000, "0.0.0.0", false));
    }

    @Test
    void aServiceThatListensEverywhereIsReachedOnLoopback() {
        assertThat(new Settings(7400, "0.0.0.0", false).url(Member.ALERTS)).isEqualTo("http://127.0.0.1:7402");
        assertThat(new Settings(7400, "::1", false).url(Member.ALERTS)).isEqualTo("http://[::1]:7402");
    }
}
