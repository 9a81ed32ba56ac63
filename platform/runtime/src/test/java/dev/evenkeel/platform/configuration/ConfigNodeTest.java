package dev.evenkeel.platform.configuration;

import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ConfigNodeTest {

    private final ConfigProblems problems = new ConfigProblems();

    @Test
    void aMissingFieldIsReportedOnceWithTheFieldsPlace() {
        ConfigMapping mapping = parse("name: web\n").mapping();

        mapping.required("url").httpUrl();

        assertThat(reasons()).containsExactly("checks.yaml:1:1: needs the field 'url'");
    }

    @Test
    void aFieldThatNobodyAskedForIsReportedTogetherWithWhatIsAllowed() {
        ConfigMapping mapping = parse("name: web\nintervall: 5s\n").mapping();
        mapping.required("name");
        mapping.optional("interval");

        mapping.refuseOthers();

        assertThat(reasons())
                .containsExactly("checks.yaml:2:12: intervall: is not a field here; allowed are interval, name");
    }

    @Test
    void aFieldThatOccursTwiceIsReportedWhereItOccursAgain() {
        parse("name: web\nname: api\n").mapping();

        assertThat(reasons()).containsExactly("checks.yaml:2:1: name: occurs twice in this mapping");
    }

    @Test
    void fieldsOfAMergedMappingCountUnlessTheyAreWrittenAgain() {
        ConfigMapping mapping = parse("""
                defaults: &d {name: web, interval: 5s}
                check: {<<: *d, name: api}
                """).mapping().required("check").mapping();

        assertThat(mapping.texts()).isEqualTo(Map.of("name", "api", "interval", "5s"));
        assertThat(reasons()).isEmpty();
    }

    @Test
    void aDocumentIsPrintedAsItWasWrittenWithoutItsSecrets() {
        ConfigNode root = parse("""
                # a comment
                receivers:
                - &first
                  name: "yes"
                  url: 'https://user:word@host/'
                  ours: [1, 2]
                - *first
                times: 5
                """);
        ConfigMapping first =
                root.mapping().required("receivers").list().getFirst().mapping();
        first.required("url").conceal("<secret>");
        first.required("ours").leaveOut();

        assertThat(root.print()).isEqualTo("""
                receivers:
                - &first
                  name: "yes"
                  url: "<secret>"
                - *first
                times: 5
                """);
    }

    @Test
    void anAliasOfWhatItIsPartOfIsRefused() {
        YamlParser.parse("checks.yaml", "routes: &r [{routes: *r}]\n", problems);

        assertThat(reasons()).containsExactly("checks.yaml:1:1: holds an alias of something that the alias is part of");
    }

    @Test
    void aliasesThatMakeMuchOfLittleAreRefused() {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 8; i++) {
            String alias = "*a" + (i - 1);
            text.append("a" + i + ": &a" + i + " [" + String.join(", ", Collections.nCopies(10, alias)) + "]\n");
        }

        YamlParser.parse("checks.yaml", text.toString(), problems);

        assertThat(reasons())
                .containsExactly("checks.yaml:1:1: has more than 1000000 values when its aliases are written out");
    }

    @Test
    void aValueIsGivenAsPlainJava() {
        ConfigNode root = parse("{a: [1, 1.5, yes, ~, '1', 2020-01-01], 7: x}");

        assertThat(root.plain())
                .isEqualTo(Map.of("a", Arrays.asList(BigInteger.ONE, 1.5, true, null, "1", "2020-01-01"), "7", "x"));
    }

    @Test
    void whatIsNoDurationAtAllIsReportedOnce() {
        parse("interval: soon\n").mapping().required("interval").duration(Duration.ofSeconds(1), Duration.ofHours(1));

        assertThat(reasons()).hasSize(1);
    }

    @Test
    void everyMistakeIsFoundInOneReading() {
        ConfigMapping mapping = parse("""
                url: ftp://files
                interval: soon
                retries: 1.5
                mode: loud
                enabled: perhaps
                """).mapping();

        mapping.required("url").httpUrl();
        mapping.required("interval").duration();
        mapping.required("retries").integer(0, 5);
        mapping.required("mode").oneOf(Thread.State.class);
        mapping.required("enabled").flag();

        assertThat(problems.found()).extracting(ConfigProblem::line).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aValueInsideAListKnowsItsPath() {
        ConfigNode second = parse("checks:\n  - url: http://a/\n  - url: 7\n")
                .mapping()
                .required("checks")
                .list()
                .get(1);

        second.mapping().required("url").httpUrl();

        assertThat(problems.found()).extracting(ConfigProblem::path).containsExactly("checks[1].url");
    }

    @Test
    void labelsAreReadAsTextsInTheOrderOfTheFile() {
        Map<String, String> labels = parse("team: core\nlevel: 3\n").mapping().texts();

        assertThat(labels).containsExactly(Map.entry("team", "core"), Map.entry("level", "3"));
    }

    @Test
    void aDurationOutsideItsRangeNamesTheRange() {
        parse("interval: 0s\n").mapping().required("interval").duration(Duration.ofSeconds(1), Duration.ofHours(1));

        assertThat(reasons()).containsExactly("checks.yaml:1:11: interval: must be from 1s to 1h");
    }

    @Test
    void brokenYamlIsReportedWhereItBreaks() {
        List<ConfigDocument> documents = YamlParser.parse("checks.yaml", "checks:\n  - url: [\n", problems);

        assertThat(documents).isEmpty();
        assertThat(problems.found()).singleElement().satisfies(problem -> {
            assertThat(problem.line()).isEqualTo(3);
            assertThat(problem.reason()).startsWith("is not valid YAML");
        });
    }

    @Test
    void aDocumentThatUnfoldsWithoutEndIsRefused() {
        String bomb = "a: &a [x]\n" + "b: &b [*a,*a]\n".repeat(1) + "c:\n" + "  - *b\n".repeat(500) + "d: "
                + "[".repeat(100) + "]".repeat(100);

        YamlParser.parse("bomb.yaml", bomb, problems);

        assertThat(problems.found()).hasSize(1);
    }

    private ConfigNode parse(String text) {
        return YamlParser.parse("checks.yaml", text, problems).getFirst().root();
    }

    private List<String> reasons() {
        return problems.found().stream().map(ConfigProblem::toString).toList();
    }
}
