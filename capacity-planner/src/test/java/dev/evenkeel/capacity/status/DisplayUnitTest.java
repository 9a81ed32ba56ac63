package dev.evenkeel.capacity.status;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class DisplayUnitTest {

    @ParameterizedTest
    @CsvSource({
        "bytes, 107374182400, 53687091200, 50 GiB",
        "bytes, 107374182400, 1234567890, 1.15 GiB",
        "bytes, 512, 17, 17 B",
        "connections, 100, 12, 12 connections",
        "connections, 100000, 98765.4, 98765 connections",
        "'', 1, 0.123456, 0.1235",
        "'', 1, 0, 0",
    })
    void amountsAreShownAsPeopleSayThem(String unit, double largest, double amount, String shown) {
        assertThat(DisplayUnit.of(unit, largest).amount(amount)).isEqualTo(shown);
    }
}
