package dev.evenkeel.testing;

import java.nio.file.Path;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class PlatformArchitectureTest {

    @TestFactory
    Stream<DynamicTest> theRulesOfTheHouse() {
        return ArchitectureRules.ofPlatform(
                        Path.of("../runtime/src/main/java"),
                        "dev.evenkeel.platform.outbound..",
                        "dev.evenkeel.platform.database..",
                        "dev.evenkeel.platform.events.kafka..",
                        "dev.evenkeel.platform.web..",
                        "dev.evenkeel.platform.pages..",
                        "dev.evenkeel.platform.security.access..",
                        "dev.evenkeel.platform.telemetry..")
                .asTests();
    }
}
