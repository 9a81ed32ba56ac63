package dev.evenkeel.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.quarkus.security.Authenticated;
import org.junit.jupiter.api.DynamicTest;

/**
 * The arrows of the design, held by a test in each module:
 *
 * <pre>
 * class ArchitectureTest {
 *     &#64;TestFactory
 *     Stream&lt;DynamicTest&gt; theRulesOfTheHouse() {
 *         return ArchitectureRules.ofService("dev.evenkeel.health").asTests();
 *     }
 * }
 * </pre>
 *
 * <p>A class is an <em>edge</em> if its name ends with one of {@link #EDGES}, which say what it touches or what it is to
 * the framework; every other class is <em>core</em>. A nested class is what its outermost class is.
 */
public final class ArchitectureRules {

    /** The ends of the names of classes that may use a framework. */
    public static final Set<String> EDGES = Set.of(
            // what is touched
            "Resource",
            "Store",
            "Client",
            "Notifier",
            "Probe",
            "Page",
            "Pages",
            "Panel",
            "Relay",
            "Receiver",
            "Scraper",
            "Source",
            "Outbox",
            "Inbox",
            "Repository",
            "Stream",
            "Socket",
            "Http",
            // what it is to the framework
            "Task",
            "Service",
            "Config",
            "Configuration",
            "Settings",
            "Producer",
            "Filter",
            "Mapper",
            "Mechanism",
            "Provider",
            "Augmentor",
            "Handler",
            "Handlers",
            "Interceptor",
            "Customizer",
            "Extension",
            "Extensions",
            "Startup",
            "Scheduler",
            "Check",
            "Metrics",
            "Entity",
            "Templates",
            // what goes over the wire
            "Json",
            "View",
            "Request",
            "Response");

    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "jakarta.ws.rs..",
        "jakarta.persistence..",
        "jakarta.enterprise..",
        "jakarta.inject..",
        "io.vertx..",
        "io.smallrye..",
        "com.fasterxml.jackson.."
    };

    private static final Set<String> WORDS_THAT_SAY_NOTHING =
            Set.of("util", "utils", "common", "helper", "helpers", "manager", "managers", "impl");

    private static final int LINES_OF_A_LONG_CLASS = 400;

    private final JavaClasses classes;
    private final Path sources;
    private final String root;
    private final List<String> mayUse;
    private final String[] touchingPackages;

    private ArchitectureRules(String root, Path sources, List<String> mayUse, String... touchingPackages) {
        this.touchingPackages = touchingPackages;
        this.root = root;
        this.sources = sources;
        this.mayUse = mayUse;
        this.classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(root);
    }

    /**
     * The rules for a service, whose sources are in {@code src/main/java}.
     *
     * @param root the service's package, such as {@code dev.evenkeel.health}
     */
    public static ArchitectureRules ofService(String root) {
        return new ArchitectureRules(
                root,
                Path.of("src/main/java"),
                List.of(root + "..", "dev.evenkeel.platform..", "dev.evenkeel.postgres.."));
    }

    /**
     * The rules for the platform, which knows no service.
     *
     * @param touchingPackages packages all of whose classes may use a framework, because they are nothing but an edge
     */
    public static ArchitectureRules ofPlatform(Path sources, String... touchingPackages) {
        return new ArchitectureRules(
                "dev.evenkeel.platform", sources, List.of("dev.evenkeel.platform.."), touchingPackages);
    }

    /** One test per rule. */
    public Stream<DynamicTest> asTests() {
        return Stream.of(
                DynamicTest.dynamicTest("there are classes to look at", this::thereAreClasses),
                rule("imports nothing of ours but what it may", onlyAllowedImports()),
                rule("a feature's core imports no framework", coreIsPlain()),
                rule("asks nobody but the platform's clock for the time", oneClock()),
                rule("no class is called by a word that says nothing", tellingNames()),
                rule("every endpoint says who may call it", endpointsSayWhoMayCallThem()),
                DynamicTest.dynamicTest("every package says what lives in it", this::packagesAreDescribed),
                DynamicTest.dynamicTest("no class is too long to read", this::classesAreShort));
    }

    private DynamicTest rule(String name, ArchRule rule) {
        return DynamicTest.dynamicTest(name, () -> rule.allowEmptyShould(true).check(classes));
    }

    private void thereAreClasses() {
        if (classes.stream().noneMatch(type -> type.getPackageName().startsWith(root))) {
            throw new AssertionError("No classes below " + root + " in the class path");
        }
    }

    private ArchRule onlyAllowedImports() {
        return ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat(JavaClass.Predicates.resideInAPackage("dev.evenkeel..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(mayUse.toArray(String[]::new))))
                .because("services talk by REST and events, and the platform knows none of them");
    }

    private ArchRule coreIsPlain() {
        return ArchRuleDefinition.classes()
                .that(areCore())
                .should(usePlainJavaOnly())
                .because("it is tested without a container; a class that touches a framework is named by what it"
                        + " touches (see EDGES in ArchitectureRules)");
    }

    private DescribedPredicate<JavaClass> areCore() {
        DescribedPredicate<JavaClass> touching = JavaClass.Predicates.resideInAnyPackage(touchingPackages);
        return DescribedPredicate.describe("are core", type -> {
            String name = outermost(type).getSimpleName();
            return EDGES.stream().noneMatch(name::endsWith) && !touching.test(type);
        });
    }

    private static ArchCondition<JavaClass> usePlainJavaOnly() {
        DescribedPredicate<JavaClass> framework = JavaClass.Predicates.resideInAnyPackage(FRAMEWORKS)
                .and(JavaClass.Predicates.resideOutsideOfPackage("io.quarkus.runtime.annotations.."));
        return new ArchCondition<>("use plain Java only") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                Set<String> used = type.getDirectDependenciesFromSelf().stream()
                        .map(Dependency::getTargetClass)
                        .filter(framework)
                        .map(JavaClass::getName)
                        .collect(Collectors.toCollection(TreeSet::new));
                if (!used.isEmpty()) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " uses " + used));
                }
            }
        };
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outer = type;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer;
    }

    private static ArchRule oneClock() {
        Set<String> dated = Stream.of(
                        Instant.class, LocalDate.class, LocalDateTime.class, OffsetDateTime.class, ZonedDateTime.class)
                .map(Class::getName)
                .collect(Collectors.toSet());
        DescribedPredicate<JavaAccess<?>> asksTheSystem = DescribedPredicate.describe("ask the system", access -> {
            String owner = access.getTargetOwner().getName();
            String name = access.getTarget().getName();
            boolean bare = access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
                    && target.getRawParameterTypes().isEmpty();
            return (bare && name.equals("now") && dated.contains(owner))
                    || (bare && name.equals("<init>") && owner.equals(Date.class.getName()))
                    || (name.equals("currentTimeMillis") && owner.equals(System.class.getName()))
                    || (name.startsWith("system") && owner.equals(Clock.class.getName()));
        });
        return ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.evenkeel.platform.time..")
                .should()
                .accessTargetWhere(asksTheSystem)
                .because("tests move one clock and the whole service follows: inject java.time.Clock");
    }

    /** What has no annotation is refused to everybody at run time; this finds it before. */
    private static ArchRule endpointsSayWhoMayCallThem() {
        return ArchRuleDefinition.methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beAnnotatedWith(PermitAll.class)
                .orShould()
                .beAnnotatedWith(Authenticated.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(RolesAllowed.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(Authenticated.class)
                .allowEmptyShould(true);
    }

    private static ArchRule tellingNames() {
        return ArchRuleDefinition.noClasses()
                .should(new ArchCondition<JavaClass>("be called " + WORDS_THAT_SAY_NOTHING) {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean empty = Arrays.stream(type.getPackageName().split("\\."))
                                        .anyMatch(WORDS_THAT_SAY_NOTHING::contains)
                                || WORDS_THAT_SAY_NOTHING.stream()
                                        .anyMatch(word -> type.getSimpleName()
                                                .toLowerCase(Locale.ROOT)
                                                .endsWith(word));
                        if (empty) {
                            events.add(
                                    SimpleConditionEvent.satisfied(type, type.getName() + " says nothing by its name"));
                        }
                    }
                });
    }

    private void packagesAreDescribed() {
        List<Path> silent = sourceFiles().stream()
                .map(Path::getParent)
                .distinct()
                .filter(folder -> !Files.exists(folder.resolve("package-info.java")))
                .toList();
        if (!silent.isEmpty()) {
            throw new AssertionError("Without package-info.java: " + silent);
        }
    }

    private void classesAreShort() {
        List<String> tooLong = new ArrayList<>();
        for (Path file : sourceFiles()) {
            try (Stream<String> lines = Files.lines(file)) {
                long count = lines.count();
                if (count > LINES_OF_A_LONG_CLASS) {
                    tooLong.add(sources.relativize(file) + " (" + count + ")");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        if (!tooLong.isEmpty()) {
            throw new AssertionError("Longer than " + LINES_OF_A_LONG_CLASS + " lines: " + tooLong);
        }
    }

    private List<Path> sourceFiles() {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the sources in " + sources.toAbsolutePath(), e);
        }
    }
}
