package dev.evenkeel.platform.security;

import java.security.MessageDigest;
import java.util.Arrays;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** How secrets are compared cannot be measured reliably from outside, so the code itself is looked at. */
class ConstantTimeTest {

    private final JavaClasses security = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackagesOf(KeyDigest.class);

    @Test
    void digestsAndSignaturesAreComparedInConstantTime() {
        classes()
                .that()
                .belongToAnyOf(KeyDigest.class, SessionTokens.class)
                .should()
                .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
                .orShould()
                .beMemberClasses()
                .check(security);
    }

    @Test
    void nothingComparesBytesAnyOtherWay() {
        noClasses()
                .should()
                .callMethod(Arrays.class, "equals", byte[].class, byte[].class)
                .check(security);
    }
}
