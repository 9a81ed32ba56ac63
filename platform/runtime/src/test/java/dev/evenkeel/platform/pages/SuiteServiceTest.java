package dev.evenkeel.platform.pages;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SuiteServiceTest {

    @ParameterizedTest
    @CsvSource({
        ":7402,http://ops.example:7402/",
        "https://alerts.example,https://alerts.example/",
        "https://ops.example/alerts/,https://ops.example/alerts/"
    })
    void anAddressIsTakenAsItIsAndAPortIsOneOfTheHostTheVisitorIsAt(String configured, String address) {
        assertThat(SuiteService.address(Optional.of(configured), "http", "ops.example"))
                .contains(address);
    }

    @Test
    void aServiceThatIsNowhereIsNotLinked() {
        assertThat(SuiteService.address(Optional.empty(), "http", "ops.example"))
                .isEmpty();
        assertThat(SuiteService.address(Optional.of(" "), "http", "ops.example"))
                .isEmpty();
    }

    @Test
    void aPageIsCurrentForWhatIsBelowItToo() {
        var checks = new PageLink("Checks", "/checks");

        assertThat(checks.covers("/checks/7")).isTrue();
        assertThat(checks.covers("/checks")).isTrue();
        assertThat(checks.covers("/checksums")).isFalse();
    }
}
