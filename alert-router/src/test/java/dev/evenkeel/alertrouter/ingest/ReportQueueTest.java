package dev.evenkeel.alertrouter.ingest;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.alertrouter.alert.Alert;
import dev.evenkeel.alertrouter.ingest.ReportQueue.Report;
import dev.evenkeel.alertrouter.ingest.ReportQueue.Turn;
import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class ReportQueueTest {

    private static final Alert ANY =
            Alert.of(Labels.of("alertname", "Any"), Map.of(), Instant.EPOCH, Instant.EPOCH, "", Instant.EPOCH, false);

    private final ReportQueue<String> queue = new ReportQueue<>();

    @Test
    void theFirstReportIsWrittenAtOnce() {
        assertThat(queue.add(report("a", 0, 1))).isEqualTo(Turn.NOW);

        assertThat(written()).containsExactly("a");
    }

    @Test
    void smallReportsThatComeMeanwhileGoTogether() {
        begin();

        assertThat(queue.add(report("b", 1, 2))).isEqualTo(Turn.SOON);
        assertThat(queue.add(report("c", 2, 3))).isEqualTo(Turn.LATER);

        assertThat(names(queue.afterWrite())).containsExactly("b", "c");
        assertThat(names(queue.afterWrite())).isEmpty();
        assertThat(queue.add(report("d", 3, 4))).isEqualTo(Turn.NOW);
    }

    @Test
    void asManyAlertsAsAreWorthItAreWrittenBesideTheOthersAndNoMoreThanTwice() {
        begin();

        assertThat(queue.add(report("b", 1, 100))).isEqualTo(Turn.SOON);
        assertThat(queue.add(report("c", 100, 200))).isEqualTo(Turn.NOW);
        assertThat(written()).containsExactly("b", "c");
        assertThat(queue.add(report("d", 200, 600))).isEqualTo(Turn.SOON);
        assertThat(queue.hurry()).isFalse();

        assertThat(names(queue.afterWrite())).containsExactly("d");
    }

    @Test
    void aSecondWriteEndsForLackOfWork() {
        begin();
        queue.add(report("b", 1, 300));
        written();
        queue.add(report("c", 300, 301));

        assertThat(names(queue.afterWrite())).isEmpty();
        assertThat(names(queue.afterWrite())).containsExactly("c");
    }

    @Test
    void whatHasWaitedLongEnoughIsWrittenHoweverLittleItIs() {
        begin();
        queue.add(report("b", 1, 2));

        assertThat(queue.hurry()).isTrue();

        assertThat(written()).containsExactly("b");
        assertThat(queue.hurry()).isFalse();
    }

    @Test
    void whatHasWaitedLongEnoughGoesWithTheWriteThatEndsFirst() {
        begin();
        queue.add(report("b", 1, 300));
        written();
        queue.add(report("c", 300, 301));

        assertThat(queue.hurry()).isFalse();

        assertThat(names(queue.afterWrite())).containsExactly("c");
    }

    @Test
    void aWriteNamesNoAlertTwiceAndIsNotTooLarge() {
        begin();
        queue.add(report("b", 0, 10));
        queue.add(report("again", 5, 15));
        queue.add(report("large", 20, 20 + ReportQueue.LARGEST_WRITE));

        assertThat(written()).containsExactly("b");
        assertThat(names(queue.afterWrite())).containsExactly("again");
        assertThat(names(queue.afterWrite())).containsExactly("large");
    }

    private void begin() {
        queue.add(report("a", 0, 1));
        written();
    }

    private List<String> written() {
        return names(queue.next());
    }

    private static List<String> names(List<Report<String>> reports) {
        return reports.stream().map(Report::reporter).toList();
    }

    /** Of alerts with these fingerprints. */
    private static Report<String> report(String name, long from, long to) {
        Map<Long, Alert> alerts =
                LongStream.range(from, to).boxed().collect(Collectors.toMap(Function.identity(), fingerprint -> ANY));
        return new Report<>(alerts, name);
    }
}
