package dev.evenkeel.backup.repository;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** For any content, what was written is read; for any damage, reading fails with a typed error. */
class RepositoryPropertiesTest {

    private static final BackupId ID = Sample.id(1);

    private Path folder;
    private FolderRepository repository;

    @BeforeTry
    void open() throws IOException {
        folder = Files.createTempDirectory("repository");
        repository = new FolderRepository(folder, new KeyRing(List.of(Sample.KEY)), Sample.SMALL, 1);
    }

    @AfterTry
    void remove() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 60)
    void whatWasWrittenIsRead(@ForAll @Size(max = 8) List<@Size(max = 400) byte[]> contents) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        contents.forEach(content -> files.put("base/" + files.size(), content));

        Manifest manifest = Sample.write(repository, ID, files);

        Map<String, byte[]> read = Sample.read(repository, ID);
        assertThat(read.keySet()).containsExactlyElementsOf(files.keySet());
        files.forEach((path, content) -> assertThat(read.get(path)).isEqualTo(content));
        assertThat(manifest.files()).isEqualTo(files.size());
        assertThat(manifest.contentBytes())
                .isEqualTo(contents.stream().mapToLong(bytes -> bytes.length).sum());
    }

    @Property(tries = 3)
    void aFlippedBitInAnyByteOfAnyFileIsFound(@ForAll long seed) throws IOException {
        Sample.write(repository, ID, someFiles(seed));
        for (Path file : storedFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                byte[] damaged = bytes.clone();
                damaged[at] ^= (byte) (1 << at % 8);
                Files.write(file, damaged);

                assertDamageIsFound(file + " at " + at);
            }
            Files.write(file, bytes);
        }
    }

    @Property(tries = 3)
    void anyTruncationIsFound(@ForAll long seed) throws IOException {
        Sample.write(repository, ID, someFiles(seed));
        for (Path file : storedFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            for (int length = 0; length < bytes.length; length++) {
                Files.write(file, Arrays.copyOf(bytes, length));

                assertDamageIsFound(file + " cut to " + length);
            }
            Files.write(file, bytes);
        }
    }

    @Property(tries = 3)
    void aMissingFileIsFound(@ForAll long seed) throws IOException {
        Sample.write(repository, ID, someFiles(seed));
        for (Path file : storedFiles()) {
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);

            assertDamageIsFound(file + " missing");
            Files.write(file, bytes);
        }
    }

    /** Even with the key and a manifest that vouches for the files, chunks open only in their place. */
    @Property(tries = 20)
    void exchangedSegmentsAreFoundByTheEncryptionItself(@ForAll long seed) throws IOException {
        Path first = Files.createDirectory(folder.resolve("stream"));
        DataKey key = DataKey.random();
        byte[] content = new byte[3 * 64 * 3];
        new Random(seed).nextBytes(content);
        StreamRecord record = stream(first, key, content);
        Path a = first.resolve(record.segments().get(0).file());
        Path b = first.resolve(record.segments().get(1).file());
        Path aside = first.resolve("aside");
        Files.move(a, aside);
        Files.move(b, a);
        Files.move(aside, b, StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> readAll(first, record, key))
                .isInstanceOf(RepositoryException.Corrupted.class)
                .hasMessageContaining("authentication");
    }

    @Property(tries = 20)
    void exchangedChunksAreFoundByTheEncryptionItself(@ForAll long seed) throws IOException {
        Path place = Files.createDirectory(folder.resolve("stream"));
        DataKey key = DataKey.random();
        byte[] content = new byte[64 * 3];
        new Random(seed).nextBytes(content);
        StreamRecord record = stream(place, key, content);
        Path file = place.resolve(record.segments().getFirst().file());
        byte[] bytes = Files.readAllBytes(file);
        int frame = Frame.BYTES + 64 + Cryptography.TAG_BYTES;
        byte[] swapped = bytes.clone();
        System.arraycopy(bytes, 0, swapped, frame, frame);
        System.arraycopy(bytes, frame, swapped, 0, frame);
        Files.write(file, swapped);

        assertThatThrownBy(() -> readAll(place, record, key))
                .isInstanceOf(RepositoryException.Corrupted.class)
                .hasMessageContaining("authentication");
    }

    private static StreamRecord stream(Path place, DataKey key, byte[] content) throws IOException {
        try (StreamWriter writer = new StreamWriter(place, "data", key, Sample.SMALL, 1)) {
            writer.write(ByteBuffer.wrap(content));
            return writer.finish();
        }
    }

    private static void readAll(Path place, StreamRecord record, DataKey key) throws IOException {
        try (StreamReader reader = new StreamReader(place, record, key, Sample.SMALL)) {
            reader.readAllBytes();
        }
    }

    private static Map<String, byte[]> someFiles(long seed) {
        Random random = new Random(seed);
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            byte[] content = new byte[random.nextInt(300)];
            if (random.nextBoolean()) {
                random.nextBytes(content);
            }
            files.put("base/" + i, content);
        }
        return files;
    }

    private List<Path> storedFiles() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private void assertDamageIsFound(String damage) {
        assertThatThrownBy(() -> Sample.read(repository, ID)).as(damage).isInstanceOf(RepositoryException.class);
    }
}
