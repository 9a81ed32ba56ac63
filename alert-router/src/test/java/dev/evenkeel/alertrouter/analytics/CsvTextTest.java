package dev.evenkeel.alertrouter.analytics;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CsvTextTest {

    @Test
    void textsAreQuotedWhereTheyHaveToBeAndNothingIsEmpty() {
        String csv = CsvText.of(
                List.of("a", "b", "c"),
                List.of(new Object[] {"x,y", "he said \"no\"", null}, new Object[] {"z", 1.5, -3}));

        assertThat(csv).isEqualTo("a,b,c\r\n\"x,y\",\"he said \"\"no\"\"\",\r\nz,1.5,-3\r\n");
    }

    @Test
    void noTextIsAFormulaToASpreadsheet() {
        assertThat(CsvText.of(List.of("a"), List.of(new Object[] {"=1+1"}, new Object[] {"@sum"})))
                .isEqualTo("a\r\n'=1+1\r\n'@sum\r\n");
    }
}
