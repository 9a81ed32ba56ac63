package dev.evenkeel.alertrouter.incident;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.series.Labels;

import static org.assertj.core.api.Assertions.assertThat;

class AboutTest {

    @Test
    void anAlertIsAboutItsComponentAndNotAboutWhoReportsIt() {
        About about = About.of(List.of(Labels.of("component", "web", "service", "health-service")));

        assertThat(about.values()).containsOnlyKeys("component");
        assertThat(about.values().get("component")).containsExactly("web");
    }

    @Test
    void anAlertWithNothingNearerIsAboutItsService() {
        About about = About.of(List.of(Labels.of("service", "shop"), Labels.of("alertname", "Odd")));

        assertThat(about.values()).containsOnlyKeys("service");
    }

    @Test
    void theAlertsOfAGroupAddUp() {
        About about = About.of(List.of(
                Labels.of("component", "web"),
                Labels.of("component", "api"),
                Labels.of("component", "web", "instance", "b"),
                Labels.of("slo", "checkout")));

        assertThat(about.values().get("component")).containsExactly("api", "web");
        assertThat(about.values().get("slo")).containsExactly("checkout");
    }

    @Test
    void aStormOfAlertsLeavesTheEventSmall() {
        About about = About.of(IntStream.range(0, 5000)
                .mapToObj(number -> Labels.of("component", "c" + number))
                .toList());

        assertThat(about.values().get("component")).hasSize(100);
    }
}
