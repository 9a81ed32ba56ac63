package dev.evenkeel.testing;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SmtpSinkTest {

    @Test
    void keepsEveryMessage() throws Exception {
        try (SmtpSink sink = SmtpSink.start()) {
            GreenMailUtil.sendTextEmail(
                    "oncall@example.org",
                    "evenkeel@example.org",
                    "Disk full",
                    "It is.",
                    new ServerSetup(sink.port(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

            assertThat(sink.awaitMessages(1).getFirst().getSubject()).isEqualTo("Disk full");
        }
    }
}
