package dev.evenkeel.backup.repository;

import java.nio.ByteBuffer;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.evenkeel.backup.archive.ArchivePath;
import dev.evenkeel.backup.archive.TarEntry;

/** A line of the stream of contents. */
final class EntryJson {

    private EntryJson() {}

    static ByteBuffer encode(Entry entry) {
        ObjectNode node = CanonicalJson.object()
                .put("archive", entry.archive())
                .put("path", entry.path().text())
                .put("kind", entry.kind().name().toLowerCase(Locale.ROOT))
                .put("modified", entry.modified().toString());
        switch (entry.kind()) {
            case FILE ->
                node.put("size", entry.size()).put("sha256", entry.sha256()).put("offset", entry.offset());
            case LINK -> node.put("target", entry.linkTarget());
            case FOLDER -> {}
        }
        byte[] json = CanonicalJson.bytes(node);
        return ByteBuffer.allocate(json.length + 1).put(json).put((byte) '\n').flip();
    }

    static Entry decode(byte[] line) throws RepositoryException {
        CanonicalJson.Reader json = CanonicalJson.read(line, "the list of contents");
        ArchivePath path =
                ArchivePath.parse(json.text("path")).orElseThrow(() -> json.bad("path", "a path that stays inside"));
        TarEntry.Kind kind = kind(json);
        boolean file = kind == TarEntry.Kind.FILE;
        return new Entry(
                json.text("archive"),
                path,
                kind,
                file ? json.number("size") : 0,
                json.time("modified"),
                file ? json.text("sha256") : "",
                file ? json.number("offset") : 0,
                kind == TarEntry.Kind.LINK ? json.text("target") : "");
    }

    private static TarEntry.Kind kind(CanonicalJson.Reader json) throws RepositoryException {
        return switch (json.text("kind")) {
            case "file" -> TarEntry.Kind.FILE;
            case "folder" -> TarEntry.Kind.FOLDER;
            case "link" -> TarEntry.Kind.LINK;
            default -> throw json.bad("kind", "file, folder or link");
        };
    }
}
