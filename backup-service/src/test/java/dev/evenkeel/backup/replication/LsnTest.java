package dev.evenkeel.backup.replication;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LsnTest {

    @Property
    void everyPositionIsReadAsItWasWritten(@ForAll long value) {
        Lsn lsn = new Lsn(value);

        assertThat(Lsn.parse(lsn.toString())).contains(lsn);
    }

    @Property
    void noTextMakesTheParserThrow(@ForAll String text) {
        Lsn.parse(text).ifPresent(lsn -> assertThat(lsn.toString()).contains("/"));
    }

    @Test
    void positionsBeyondHalfOfTheRangeAreLaterThanThoseBefore() {
        assertThat(new Lsn(-1L)).isGreaterThan(new Lsn(Long.MAX_VALUE));
    }

    @Test
    void theSegmentFileIsNamedAsTheServerNamesIt() {
        // pg_walfile_name('16/B374D848') on timeline 1 with segments of 16 MiB
        assertThat(Lsn.parse("16/B374D848").orElseThrow().segmentFileName(1, 16 << 20))
                .isEqualTo("0000000100000016000000B3");
    }
}
