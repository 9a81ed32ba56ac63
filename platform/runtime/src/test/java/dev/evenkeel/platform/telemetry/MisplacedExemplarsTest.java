package dev.evenkeel.platform.telemetry;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MisplacedExemplarsTest {

    private static final String EXEMPLAR = " # {span_id=\"a\",trace_id=\"b\"} 0.003 1795237000.1";

    @Test
    void exemplarsStayOnBucketsAndTotals() {
        String metrics = """
                # TYPE x histogram
                x_bucket{le="0.1"} 1.0%s
                y_total 3.0%s
                # EOF
                """.formatted(EXEMPLAR, EXEMPLAR);

        assertThat(MisplacedExemplars.removeFrom(metrics)).isEqualTo(metrics);
    }

    @Test
    void anExemplarBehindACountGoes() {
        String metrics = "x_count{a=\"b\"} 1.0" + EXEMPLAR + "\nx_count 2.0" + EXEMPLAR + "\n# EOF\n";

        assertThat(MisplacedExemplars.removeFrom(metrics)).isEqualTo("x_count{a=\"b\"} 1.0\nx_count 2.0\n# EOF\n");
    }

    @Test
    void aLabelThatLooksLikeAnExemplarStays() {
        String metrics = "x_count{a=\"} # {\\\" # {\"} 1.0\ny_bucket 1.0" + EXEMPLAR + "\n";

        assertThat(MisplacedExemplars.removeFrom(metrics)).isEqualTo(metrics);
    }
}
