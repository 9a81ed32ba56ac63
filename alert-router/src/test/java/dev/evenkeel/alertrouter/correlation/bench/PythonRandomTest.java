package dev.evenkeel.alertrouter.correlation.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What CPython 3 prints for the same seeds. */
class PythonRandomTest {

    @Test
    void fractionsAreThoseOfPython() {
        var random = new PythonRandom(0);

        assertThat(List.of(random.random(), random.random())).containsExactly(0.8444218515250481, 0.7579544029403025);
    }

    @Test
    void aSampleOfManyIsThatOfPython() {
        var random = new PythonRandom(7);

        assertThat(random.sample(numbersBelow(70), 3)).containsExactly(41, 19, 50);
        assertThat(random.sample(numbersBelow(70), 5)).containsExactly(6, 9, 68, 12, 46);
        assertThat(random.uniform(0, 1800)).isEqualTo(1049.0184106260392);
    }

    @Test
    void aSampleOfFewIsThatOfPython() {
        assertThat(new PythonRandom(5).sample(numbersBelow(12), 3)).containsExactly(9, 4, 5);
        assertThat(new PythonRandom(5).sample(numbersBelow(90), 6)).containsExactly(79, 32, 45, 88, 83, 67);
    }

    @Test
    void aPermutationIsThatOfPython() {
        List<Integer> list = new ArrayList<>(numbersBelow(10));

        new PythonRandom(3).shuffle(list);

        assertThat(list).containsExactly(1, 5, 6, 0, 9, 4, 7, 2, 8, 3);
    }

    private static List<Integer> numbersBelow(int bound) {
        return IntStream.range(0, bound).boxed().toList();
    }
}
