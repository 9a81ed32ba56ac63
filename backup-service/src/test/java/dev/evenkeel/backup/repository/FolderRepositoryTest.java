package dev.evenkeel.backup.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FolderRepositoryTest {

    private static final BackupId ID = Sample.id(1);

    @TempDir
    Path folder;

    private FolderRepository repository;

    @BeforeEach
    void open() {
        repository = new FolderRepository(folder, new KeyRing(List.of(Sample.KEY)), Sample.SMALL, 1);
    }

    @Test
    void aBackupIsThereOnceItIsCommitted() throws IOException {
        Manifest written =
                Sample.write(repository, ID, Map.of("PG_VERSION", "18\n".getBytes(StandardCharsets.US_ASCII)));

        assertThat(repository.list()).containsExactly(written);
        assertThat(repository.open(ID).manifest()).isEqualTo(written);
        assertThat(Sample.read(repository, ID)).containsOnlyKeys("PG_VERSION");
    }

    @Test
    void nothingIsReadableByOthers() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[1000]));

        try (Stream<Path> all = Files.walk(folder.resolve("backups"))) {
            assertThat(all)
                    .allSatisfy(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .endsWith("------"));
        }
    }

    @Test
    void noContentIsStoredInTheClear() throws IOException {
        byte[] secret = "a very recognisable customer record".getBytes(StandardCharsets.US_ASCII);
        Sample.write(repository, ID, Map.of("base/1/customers", secret));

        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain("recognisable")
                        .doesNotContain("customers");
            }
        }
    }

    @Test
    void aBackupThatFailedIsRemovedWithAllItHadWritten() throws IOException {
        try (BackupSetWriter writer = repository.begin(ID)) {
            Sample.files(writer, Map.of("file", new byte[1000]));
        }

        assertThat(folder.resolve("backups")).isEmptyDirectory();
        assertThat(repository.list()).isEmpty();
    }

    @Test
    void aBackupInProgressIsNeitherListedNorSweptAway() throws IOException {
        try (BackupSetWriter writer = repository.begin(ID)) {
            Sample.files(writer, Map.of("file", new byte[1000]));

            List<BackupId> swept = repository.sweep(Sample.BEGUN.plus(Duration.ofDays(3)));

            assertThat(swept).isEmpty();
            assertThat(repository.list()).isEmpty();
            writer.commit(Sample.facts());
        }
        assertThat(repository.list()).hasSize(1);
    }

    @Test
    void whatAKilledProcessLeftIsSweptAway() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[1000]));
        Path left = folder.resolve("backups").resolve(Sample.id(2).text());
        Files.createDirectory(left);
        Files.createFile(left.resolve("owner.lock"));
        Files.write(left.resolve("data-00001.eks"), new byte[500]);

        List<BackupId> swept = repository.sweep(Sample.BEGUN);

        assertThat(swept).containsExactly(Sample.id(2));
        assertThat(left).doesNotExist();
        assertThat(repository.list()).extracting(Manifest::id).containsExactly(ID);
    }

    @Test
    void aFolderThatIsAboutToBeLockedIsLeftAlone() throws IOException {
        Path fresh = folder.resolve("backups").resolve(ID.text());
        Files.createDirectories(fresh);
        Files.setLastModifiedTime(fresh, FileTime.from(Sample.BEGUN));

        assertThat(repository.sweep(Sample.BEGUN.plusSeconds(60))).isEmpty();
        assertThat(repository.sweep(Sample.BEGUN.plus(Duration.ofHours(2)))).containsExactly(ID);
    }

    @Test
    void theWrongKeyOpensNothing() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[10]));
        FolderRepository stranger =
                new FolderRepository(folder, new KeyRing(List.of(Sample.OTHER_KEY)), Sample.SMALL, 1);

        assertThatThrownBy(() -> stranger.open(ID))
                .isInstanceOf(RepositoryException.KeyMissing.class)
                .hasMessageContaining(Sample.KEY.id());
    }

    @Test
    void anOldKeyStillOpensWhatItClosed() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[10]));
        FolderRepository rotated =
                new FolderRepository(folder, new KeyRing(List.of(Sample.OTHER_KEY, Sample.KEY)), Sample.SMALL, 1);
        Sample.write(rotated, Sample.id(2), Map.of("file", new byte[10]));

        assertThat(Sample.read(rotated, ID)).hasSize(1);
        assertThat(rotated.open(Sample.id(2)).manifest().keyId()).isEqualTo(Sample.OTHER_KEY.id());
    }

    @Test
    void aDeletedBackupIsGone() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[10]));

        repository.delete(ID);

        assertThat(repository.list()).isEmpty();
        assertThat(folder.resolve("backups")).isEmptyDirectory();
    }

    @Test
    void aManifestThatCannotBeReadIsReportedAndHidesNoOthers() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[10]));
        Sample.write(repository, Sample.id(2), Map.of("file", new byte[10]));
        Files.writeString(folder.resolve("backups").resolve(ID.text()).resolve("manifest.json"), "{");

        assertThat(repository.list()).extracting(Manifest::id).containsExactly(Sample.id(2));
        assertThat(repository.unreadable()).containsExactly(ID);
    }

    @Test
    void aBackupThatPosesAsAnotherIsRefused() throws IOException {
        Sample.write(repository, ID, Map.of("file", new byte[10]));
        Files.move(
                folder.resolve("backups").resolve(ID.text()),
                folder.resolve("backups").resolve(Sample.id(9).text()));

        assertThatThrownBy(() -> repository.open(Sample.id(9))).isInstanceOf(RepositoryException.Corrupted.class);
    }
}
