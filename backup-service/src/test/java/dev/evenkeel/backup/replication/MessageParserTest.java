package dev.evenkeel.backup.replication;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import dev.evenkeel.backup.replication.ReplicationException.ConnectionLost;
import dev.evenkeel.backup.replication.ReplicationException.ProtocolViolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageParserTest {

    @Property
    void whateverTheBytesTheOutcomeIsAMessageOrAViolation(@ForAll byte type, @ForAll byte[] body) {
        try {
            assertThat(MessageParser.parse((char) (type & 0xFF), body, body.length))
                    .isNotNull();
        } catch (ProtocolViolation expected) {
            assertThat(expected).hasMessageNotContaining("null");
        }
    }

    @Property
    void aStreamOfRubbishEndsInATypedError(@ForAll byte[] rubbish) throws IOException {
        MessageStream stream = new MessageStream(new Canned(rubbish));

        assertThatThrownBy(() -> {
                    while (true) {
                        stream.read();
                    }
                })
                .isInstanceOf(ReplicationException.class);
    }

    @Test
    void aNullIsToldFromAnEmptyText() throws Exception {
        byte[] row = {0, 2, -1, -1, -1, -1, 0, 0, 0, 0};

        assertThat(MessageParser.parse('D', row, row.length))
                .isEqualTo(new BackendMessage.DataRow(List.of(Optional.empty(), Optional.of(""))));
    }

    @Test
    void anErrorKeepsItsCodeAndHint() throws Exception {
        byte[] error = "SFEHLER\0VERROR\0C28P01\0Mno\0Htry again\0\0".getBytes(StandardCharsets.UTF_8);

        assertThat(MessageParser.parse('E', error, error.length))
                .isEqualTo(new BackendMessage.Failure(
                        new ServerError("ERROR", "28P01", "no", Optional.empty(), Optional.of("try again"))));
    }

    @Test
    void aLengthBeyondReasonIsRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] huge =
                ByteBuffer.allocate(5).put((byte) 'd').putInt(Integer.MAX_VALUE).array();
        MessageStream stream = new MessageStream(new Canned(huge));

        assertThatThrownBy(stream::read).isInstanceOf(ProtocolViolation.class);
    }

    @Test
    void aConnectionThatEndsWithinAMessageIsLost() throws IOException {
        byte[] cut = ByteBuffer.allocate(7).put((byte) 'd').putInt(100).array();
        MessageStream stream = new MessageStream(new Canned(cut));

        assertThatThrownBy(stream::read).isInstanceOf(ConnectionLost.class);
    }

    private static final class Canned implements Transport {
        private final InputStream in;

        private Canned(byte[] bytes) {
            this.in = new ByteArrayInputStream(bytes);
        }

        @Override
        public InputStream in() {
            return in;
        }

        @Override
        public OutputStream out() {
            return new ByteArrayOutputStream();
        }

        @Override
        public void limitReads(Duration limit) {
            // what is canned is there at once
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
