package dev.evenkeel.alertrouter.interaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import dev.evenkeel.platform.web.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class SlackPressTest {

    @Property(tries = 300)
    void whateverBytesArePostedTheyAreReadOrRefused(@ForAll byte[] form) {
        readOrRefuse(form);
    }

    @Property(tries = 300)
    void whateverTheFieldsOfAPressAreItIsReadOrRefused(
            @ForAll("anything") String user, @ForAll("anything") String actions, @ForAll("anything") String message) {
        String payload = "{\"user\":%s,\"actions\":%s,\"message\":%s,\"response_url\":%s}"
                .formatted(user, actions, message, user);

        readOrRefuse(
                ("payload=" + URLEncoder.encode(payload, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8));
    }

    /** Reading and, as far as it comes to that, changing the message. */
    private static void readOrRefuse(byte[] form) {
        try {
            SlackPressJson.read(form)
                    .ifPresent(press -> assertThatCode(() -> SlackBlocksJson.changed(press, "done"))
                            .doesNotThrowAnyException());
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
        }
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.of(
                "null",
                "7",
                "\"text\"",
                "[]",
                "{}",
                "[[]]",
                "[{}]",
                "[null]",
                "[{\"value\":\"token\",\"action_id\":\"evenkeel:resolve\"}]",
                "[{\"value\":\"token\",\"action_id\":[]}]",
                "{\"id\":7,\"username\":{}}",
                "{\"attachments\":7}",
                "{\"attachments\":[7,{\"blocks\":{}},{\"blocks\":[7,{\"block_id\":\"evenkeel-buttons\"}]}]}",
                "{\"attachments\":[{\"blocks\":[{\"block_id\":\"evenkeel-buttons\",\"elements\":[7,{\"action_id\":{}}]},"
                        + "{\"block_id\":\"evenkeel-done\",\"elements\":7}]}]}",
                "{\"attachments\":[{\"blocks\":[{\"block_id\":\"evenkeel-done\",\"elements\":[{\"text\":[]}]},"
                        + "{\"block_id\":\"evenkeel-buttons\",\"elements\":{\"a\":{}}}]}]}");
    }
}
