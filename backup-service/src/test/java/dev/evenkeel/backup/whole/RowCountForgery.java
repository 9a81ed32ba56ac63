package dev.evenkeel.backup.whole;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import dev.evenkeel.backup.archive.TarEntry;
import dev.evenkeel.backup.archive.TarListener;
import dev.evenkeel.backup.repository.BackupId;
import dev.evenkeel.backup.repository.BackupSetReader;
import dev.evenkeel.backup.repository.BackupSetWriter;
import dev.evenkeel.backup.repository.Entry;
import dev.evenkeel.backup.repository.Manifest;

/** Rewrites a backup so that a table has lost a row since it was counted. */
final class RowCountForgery {

    private RowCountForgery() {}

    static BackupId withOneRowMore(RealServer server, Manifest original) throws IOException {
        BackupSetReader reader = server.repository().open(original.id());
        try (BackupSetWriter writer = server.repository().begin(BackupContract.newId())) {
            reader.visit((entry, content) -> copy(entry, content, writer));
            copy(Manifest.SERVER_MANIFEST, text(reader, Manifest.SERVER_MANIFEST), writer);
            String counts = text(reader, Manifest.ROW_COUNTS).replace(":20000,", ":20001,");
            copy(Manifest.ROW_COUNTS, counts, writer);
            return writer.commit(original.facts()).id();
        }
    }

    private static String text(BackupSetReader reader, String stream) throws IOException {
        try (InputStream in = reader.open(stream)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private static void copy(String stream, String text, BackupSetWriter writer) throws IOException {
        BackupSetWriter.ExtraStream extra = writer.extra(stream);
        extra.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        extra.finish();
    }

    private static void copy(Entry entry, InputStream content, BackupSetWriter writer) throws IOException {
        TarListener archive = writer.archive(entry.archive());
        archive.begun(new TarEntry(entry.path(), entry.kind(), entry.size(), entry.modified(), entry.linkTarget()));
        archive.content(ByteBuffer.wrap(content.readAllBytes()));
        archive.ended();
    }
}
