package dev.evenkeel.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.enterprise.inject.Stereotype;

import io.quarkus.arc.Unremovable;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test of a whole running service: Quarkus, a database of the {@link EmbeddedPostgres} that is as it was at start for
 * each class, the {@link TestClock} at the present time for each test, the {@link TestKeys}, REST Assured pointed at the service.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@QuarkusTest
// Quarkus 3.32 makes a bean of a test class only where it reads @QuarkusTest itself; a stereotype makes one of ours.
@Stereotype
@Unremovable
@QuarkusTestResource(PostgresTestResource.class)
@QuarkusTestResource(TestKeys.Resource.class)
@ExtendWith({SettledDatabase.class, SettledClock.class, SettledRestAssured.class})
public @interface ServiceTest {}
