package dev.evenkeel.capacity;

import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import dev.evenkeel.testing.ArchitectureRules;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> theRulesOfTheHouse() {
        return ArchitectureRules.ofService("dev.evenkeel.capacity").asTests();
    }
}
