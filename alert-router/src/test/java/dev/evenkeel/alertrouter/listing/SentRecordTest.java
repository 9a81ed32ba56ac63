package dev.evenkeel.alertrouter.listing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentRecordTest {

    private static final int BIGINT = 20;
    private static final int TEXT = 25;
    private static final int TIMESTAMPTZ = 1184;

    @Test
    void columnsAreReadInTurn() {
        byte[] text = "bücher".getBytes(StandardCharsets.UTF_8);
        ByteBuffer sent = ByteBuffer.allocate(200).putInt(3);
        sent.putInt(BIGINT).putInt(8).putLong(-5);
        sent.putInt(TEXT).putInt(text.length).put(text);
        sent.putInt(TEXT).putInt(0);

        var columns = new SentRecord(sent.array());

        assertThat(columns.nextLong()).isEqualTo(-5);
        assertThat(columns.nextText()).hasToString("bücher");
        assertThat(columns.nextText().isEmpty()).isTrue();
    }

    @Test
    void timesAreCountedInMicrosecondsFromTheYear2000On() {
        ByteBuffer sent = ByteBuffer.allocate(100).putInt(2);
        sent.putInt(TIMESTAMPTZ).putInt(8).putLong(1_000_001);
        sent.putInt(TIMESTAMPTZ).putInt(8).putLong(-1);

        var columns = new SentRecord(sent.array());

        assertThat(columns.nextInstant()).isEqualTo(Instant.parse("2000-01-01T00:00:01.000001Z"));
        assertThat(columns.nextInstant()).isEqualTo(Instant.parse("1999-12-31T23:59:59.999999Z"));
    }
}
