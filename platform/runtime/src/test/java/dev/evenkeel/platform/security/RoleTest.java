package dev.evenkeel.platform.security;

import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RoleTest {

    @Test
    void eachRoleOfPeopleIncludesTheOnesBelowIt() {
        assertThat(Role.namesIncludedIn(Set.of(Role.ADMIN)))
                .containsExactlyInAnyOrder(Roles.ADMIN, Roles.OPERATOR, Roles.RESPONDER, Roles.VIEWER);
        assertThat(Role.namesIncludedIn(Set.of(Role.OPERATOR)))
                .containsExactlyInAnyOrder(Roles.OPERATOR, Roles.RESPONDER, Roles.VIEWER);
        assertThat(Role.namesIncludedIn(Set.of(Role.RESPONDER)))
                .containsExactlyInAnyOrder(Roles.RESPONDER, Roles.VIEWER);
        assertThat(Role.namesIncludedIn(Set.of(Role.VIEWER))).containsExactly(Roles.VIEWER);
    }

    @Test
    void ingestStandsAlone() {
        assertThat(Role.namesIncludedIn(Set.of(Role.INGEST))).containsExactly(Roles.INGEST);
    }

    @Test
    void theNamesInAnnotationsAreTheNamesOfTheRoles() {
        assertThat(Role.of(Roles.VIEWER)).contains(Role.VIEWER);
        assertThat(Role.of(Roles.RESPONDER)).contains(Role.RESPONDER);
        assertThat(Role.of(Roles.OPERATOR)).contains(Role.OPERATOR);
        assertThat(Role.of(Roles.ADMIN)).contains(Role.ADMIN);
        assertThat(Role.of(Roles.INGEST)).contains(Role.INGEST);
        assertThat(Role.of("ADMIN")).isEmpty();
    }
}
