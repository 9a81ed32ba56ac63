package dev.evenkeel.platform.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Expositions, good and bad, on which a real Prometheus and this suite must be of one mind. */
final class ExpositionCorpus {

    static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    static final String OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    record Case(String contentType, String exposition) {}

    private ExpositionCorpus() {}

    /** @param nowMillis a time that the samples with times of their own are near to */
    static List<Case> cases(long nowMillis) {
        var cases = new ArrayList<Case>();
        text(nowMillis).forEach(exposition -> cases.add(new Case(TEXT, exposition)));
        openMetrics(nowMillis).forEach(exposition -> cases.add(new Case(OPENMETRICS, exposition)));
        return cases;
    }

    /**
     * Where Prometheus 2.42 and we differ knowingly: the description of the format lets blanks stand at the start of a line
     * and around a type, and wants a comma between labels, a space before a value, and no line break inside a label.
     */
    static List<Case> differences() {
        return Stream.of("  a 1\n", "# TYPE a  gauge \na 1\n", "a{b=\"c\"d=\"e\"} 1\n", "a+1\n", "a{b=\"c\nd\"} 1\n")
                .map(exposition -> new Case(TEXT, exposition))
                .toList();
    }

    static List<String> text(long nowMillis) {
        return List.of(
                "",
                "\n\n \t\n",
                "a 1\n",
                "a 1",
                "a 1 " + (nowMillis - 20_000) + "\nb{c=\"d\"} 2 " + (nowMillis - 21_500) + " \n",
                "a\t1  \nb \t 2\n",
                "a {b=\"c\"} 1\n",
                "a{ b=\"c\"} 1\n",
                "a{b =\"c\"} 1\n",
                "a{b= \"c\"} 1\n",
                "a{b=\"c\" } 1\n",
                "a{b=\"c\", d=\"e\"} 1\n",
                "a{b=\"c\" ,d=\"e\"} 1\n",
                "a{b=\"c\", } 1\n",
                "a{b=\"c\"}1\n",
                "a{} 3\n",
                "# HELP a b c\n# TYPE a counter\n#TYPE b nonsense\n# a remark\n#\na 1\n",
                "# HELP a\n# HELP b \na 1\n",
                "# HELP a slash \\\\ break \\n quote \\\" other \\x\na 1\n",
                "#  TYPE \t a gauge\na 1\n",
                "# TYPE a untyped\n# TYPE b summary\n# TYPE c histogram\na 1\n",
                "# TYPE a info\na 1\n",
                "# TYPE a\na 1\n",
                "# TYPE a gauge extra\na 1\n",
                "# UNIT a seconds\na 1\n",
                "# EOF\na 1\n",
                "a{b=\"slash \\\\ quote \\\" break \\n other \\x é 日本 \uD83D\uDE00\"} 1\n",
                "a{b=\"\"} 1\n",
                "a{b=\"#, {}=\"} 1\n",
                "a NaN\nb +Inf\nc -Inf\nd inf\ne nan\nf INFINITY\ng -infinity\n",
                "a 1e3\nb -1.5E-3\nc .5\nd 5.\ne +7\nf -0\ng 1e-400\nh 0123\n",
                "a 4.9e-324\nb 1.7976931348623157e308\nc 0.1\nd 123456789.123456789\n",
                "a:b:c 1\n:d 2\n_ 3\n__x__{_y=\"z\"} 4\n",
                "a 1\na 1\n",
                "a 1e400\n",
                "a 0x10\n",
                "a 0x1p4\n",
                "a 1_000\n",
                "a 1d\n",
                "a\n",
                "a \n",
                "a{\n",
                "a{b}\n",
                "a{b} 1\n",
                "a{b=} 1\n",
                "a{b=c} 1\n",
                "a{b=\"c} 1\n",
                "a{b=\"c\" 1\n",
                "a{,} 1\n",
                "a{,b=\"c\"} 1\n",
                "a{b=\"c\",,d=\"e\"} 1\n",
                "a{b=\"1\",b=\"2\"} 1\n",
                "a{b=\"c\"}{d=\"e\"} 1\n",
                "a{1b=\"c\"} 1\n",
                "a{b:c=\"d\"} 1\n",
                "a-b 1\n",
                "1a 1\n",
                "é 1\n",
                "{} 1\n",
                "{b=\"c\"} 1\n",
                "a 1 2 3\n",
                "a 1 1.5\n",
                "a 1 now\n",
                "a 1\r\n",
                "a 1 # {b=\"c\"} 1\n",
                "good 1\nbad{ 1\n",
                "<html><body>hello</body></html>\n",
                "{\"json\": true}\n");
    }

    static List<String> openMetrics(long nowMillis) {
        String seconds = String.valueOf((nowMillis - 20_000) / 1000);
        return List.of(
                "# EOF\n",
                "# EOF",
                "a 1\n# EOF\n",
                "a_total{b=\"c\",d=\"e\"} 1.5\n# EOF\n",
                "a 1 " + seconds + "\nb 2 " + seconds + ".5\nc 3 " + seconds + ".125\n# EOF\n",
                """
                # TYPE a_seconds histogram
                # UNIT a_seconds seconds
                # HELP a_seconds x \\"y\\" \\\\ \\n z
                a_seconds_bucket{le="+Inf"} 1 # {trace_id="abc"} 0.5
                a_seconds_count 1
                # EOF
                """,
                "a_total 1 # {trace_id=\"abc\"} 0.5 " + seconds + ".25\n# EOF\n",
                "a_total 1 " + seconds + " # {} 0.5\n# EOF\n",
                "# TYPE a info\n# TYPE b stateset\n# TYPE c gaugehistogram\n# TYPE d unknown\na_info{v=\"1\"} 1\n# EOF\n",
                "a{} 1\n# EOF\n",
                "a NaN\nb +Inf\nc -Inf\n# EOF\n",
                "a 1\n",
                "",
                "a 1\n\n# EOF\n",
                "# EOF\n\n",
                "# EOF\na 1\n",
                "# EOF \n",
                " a 1\n# EOF\n",
                "a  1\n# EOF\n",
                "a\t1\n# EOF\n",
                "# remark\n# EOF\n",
                "#TYPE a gauge\n# EOF\n",
                "# TYPE a untyped\n# EOF\n",
                "# TYPE a nonsense\n# EOF\n",
                "# UNIT a_seconds bytes\n# EOF\n",
                "a{b=\"c\"}1\n# EOF\n",
                "a{b=\"1\",b=\"2\"} 1\n# EOF\n",
                "a{b=\"c} 1\n# EOF\n",
                "a 1 NaN\n# EOF\n",
                "a 1 +Inf\n# EOF\n",
                "a 1 # {b=\"c\"}\n# EOF\n",
                "a 1 # b 1\n# EOF\n",
                "a 1 2 3\n# EOF\n");
    }
}
