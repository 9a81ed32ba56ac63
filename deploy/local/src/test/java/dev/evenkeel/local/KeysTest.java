package dev.evenkeel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.evenkeel.platform.security.ApiKey;

import static org.assertj.core.api.Assertions.assertThat;

class KeysTest {

    @TempDir(factory = OpenFolder.class)
    private Path folder;

    private DataFolder data;
    private Keys keys;

    @BeforeEach
    void aDataFolder() {
        data = new DataFolder(folder.resolve("data"));
        data.make();
        keys = new Keys(data);
    }

    @Test
    void everyKeyIsOneThatServicesAccept() {
        keys.make();

        for (Keys.Key key : Keys.Key.values()) {
            assertThat(ApiKey.parse(keys.read(key))).isPresent();
        }
    }

    @Test
    void servicesGetDigestsAndNeverAKey() throws IOException {
        keys.make();

        String given = Files.readString(keys.digests());
        String admin = keys.read(Keys.Key.ADMIN);
        assertThat(given)
                .contains("name: admin, roles: [admin], sha256: "
                        + ApiKey.parse(admin).orElseThrow().digest().hex())
                .contains("name: suite, roles: [ingest]")
                .doesNotContain("ek_");
    }

    @Test
    void peopleFindTheKeysInAFileThatTheyAloneCanRead() throws IOException {
        keys.make();

        assertThat(Files.readString(data.keys())).contains(keys.read(Keys.Key.ADMIN), keys.read(Keys.Key.VIEWER));
        assertThat(Files.getPosixFilePermissions(data.keys())).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void keysStayTheSameWhenMadeAgain() {
        keys.make();
        String before = keys.read(Keys.Key.ADMIN);

        keys.make();

        assertThat(keys.read(Keys.Key.ADMIN)).isEqualTo(before);
    }
}
