package dev.evenkeel.backup.replication;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CopyStreamTest {

    private final List<String> told = new ArrayList<>();
    private final CopyStream stream = new CopyStream(new Recorder(told));

    @Test
    void archivesAndManifestAreToldApart() throws IOException {
        accept("n16384.tar\0/spaces\0");
        accept("dspace");
        accept("nbase.tar\0\0");
        accept("dbase");
        accept("m");
        accept("d{}");
        stream.end();

        assertThat(told)
                .containsExactly(
                        "begun 16384.tar",
                        "data space",
                        "ended",
                        "begun base.tar",
                        "data base",
                        "ended",
                        "manifest {}");
    }

    @Test
    void dataBeforeAnyArchiveIsAViolation() {
        assertThatThrownBy(() -> accept("dlost")).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aBackupWithoutAManifestIsAViolation() throws IOException {
        accept("nbase.tar\0\0");

        assertThatThrownBy(stream::end).isInstanceOf(ProtocolViolation.class);
    }

    @Property
    void rubbishIsAViolationAndNothingElse(@ForAll List<byte[]> pieces) throws IOException {
        CopyStream other = new CopyStream(new Recorder(new ArrayList<>()));
        try {
            for (byte[] piece : pieces) {
                other.accept(ByteBuffer.wrap(piece));
            }
            other.end();
        } catch (ProtocolViolation expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    private void accept(String piece) throws IOException {
        stream.accept(ByteBuffer.wrap(piece.getBytes(StandardCharsets.UTF_8)));
    }

    private record Recorder(List<String> told) implements BaseBackupReceiver {

        @Override
        public void begun(WalPosition start, List<Tablespace> tablespaces) {
            told.add("begun at " + start.lsn());
        }

        @Override
        public void archiveBegun(String name) {
            told.add("begun " + name);
        }

        @Override
        public void archiveData(ByteBuffer content) {
            told.add("data " + StandardCharsets.UTF_8.decode(content));
        }

        @Override
        public void archiveEnded() {
            told.add("ended");
        }

        @Override
        public void manifestData(ByteBuffer content) {
            told.add("manifest " + StandardCharsets.UTF_8.decode(content));
        }
    }
}
