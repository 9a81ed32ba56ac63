package dev.evenkeel.backup.rowcount;

import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RowCountWindowTest {

    private static final TableName TABLE = new TableName("shop", "public.orders");

    @Test
    void aTableThatWasLeftAloneMustHaveExactlyAsManyRows() {
        RowCountWindow window = new RowCountWindow(TABLE, 10, 10, 0, 0, false);

        assertThat(window.exact()).isTrue();
        assertThat(window.admits(10)).isTrue();
        assertThat(window.admits(9)).isFalse();
        assertThat(window.admits(11)).isFalse();
    }

    @Test
    void aTableThatWasTruncatedMayBeEmpty() {
        assertThat(new RowCountWindow(TABLE, 10, 10, 10, 0, true).admits(0)).isTrue();
    }

    /** Whatever is inserted and deleted in whatever order, every moment in between is admitted. */
    @Property
    void everyMomentBetweenTheCountsIsAdmitted(
            @ForAll @IntRange(max = 50) int before,
            @ForAll @Size(max = 20) List<@IntRange(min = -9, max = 9) Integer> writes) {
        long rows = before;
        long inserted = 0;
        long deleted = 0;
        List<Long> moments = new ArrayList<>(List.of(rows));
        for (int write : writes) {
            long change = Math.max(write, -rows);
            rows += change;
            inserted += Math.max(change, 0);
            deleted += Math.max(-change, 0);
            moments.add(rows);
        }

        RowCountWindow window = new RowCountWindow(TABLE, before, rows, inserted, deleted, false);

        assertThat(moments).allMatch(window::admits);
    }
}
