package dev.evenkeel.alertrouter.notification;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveryResultTest {

    @Test
    void whatAReceiverSaysIsKeptAsOneLineThatIsNotTooLong() {
        String answer = "<html>\r\n\t<b>no\u0000\u001b[31m\u2028</b>" + "\uD83D\uDE00".repeat(5_000_000);

        for (String why : new String[] {
            new DeliveryResult.Refused(answer, FailureCause.CLIENT_ERROR).why(),
            new DeliveryResult.Failed(answer, FailureCause.CLIENT_ERROR, Optional.empty()).why()
        }) {
            assertThat(why).startsWith("<html> <b>no [31m </b>\uD83D\uDE00").endsWith("\uD83D\uDE00…");
            assertThat(why.codePointCount(0, why.length())).isEqualTo(500);
        }
    }

    @Test
    void whatIsShortIsKeptAsItIs() {
        assertThat(new DeliveryResult.Refused("not in channel: é", FailureCause.CLIENT_ERROR).why())
                .isEqualTo("not in channel: é");
    }
}
