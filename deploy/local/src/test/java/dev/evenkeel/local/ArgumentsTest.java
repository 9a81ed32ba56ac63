package dev.evenkeel.local;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ArgumentsTest {

    @Test
    void optionsMayStandInAnyOrderAfterTheCommand() {
        Arguments typed = Arguments.parse(List.of(
                "up", "--bind", "0.0.0.0", "--native", "--data", "/srv/keel", "--port-base", "9000", "--no-build"));

        assertThat(typed.command()).isEqualTo("up");
        assertThat(typed.bind()).contains("0.0.0.0");
        assertThat(typed.nativePrograms()).isTrue();
        assertThat(typed.data()).contains(Path.of("/srv/keel"));
        assertThat(typed.portBase()).hasValue(9000);
    }

    @Test
    void wordsThatAreNotOptionsAreKept() {
        assertThat(Arguments.parse(List.of("bench", "startup")).words()).containsExactly("startup");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            up --port-base nine   | --port-base is a number from 1024 to 65530, not nine.
            up --port-base 80     | --port-base is a number from 1024 to 65530, not 80.
            up --port-base 65531  | --port-base is a number from 1024 to 65530, not 65531.
            up --port-base        | --port-base needs a value.
            up --data --native    | --data needs a value.
            up --bind localhost   | --bind is an address such as 127.0.0.1 or 0.0.0.0, not localhost.
            up --fast             | There is no option --fast.
            """)
    void whatCannotBeUnderstoodIsAnsweredWithASentence(String typed, String answer) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.parse(List.of(typed.split(" ", -1))))
                .withMessage(answer);
    }
}
