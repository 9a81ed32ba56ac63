package dev.evenkeel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ProgramsTest {

    @TempDir
    Path repository;

    @Test
    void theNativeAlertRouterHasRoomForAStormAndLeavesHalfOfTheProcessorsToPostgresql() throws IOException {
        Path executable = builtNatively(Member.ALERTS);

        int half = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThat(new Programs(repository).nativeCommand(Member.ALERTS))
                .containsExactly(
                        executable.toString(), "-Xmx512m", "-Xmn64m", "-Dquarkus.vertx.event-loops-pool-size=" + half);
    }

    @Test
    void theOtherNativeServicesAreSmall() throws IOException {
        Path executable = builtNatively(Member.HEALTH);

        assertThat(new Programs(repository).nativeCommand(Member.HEALTH))
                .containsExactly(executable.toString(), "-Xmx192m", "-Xmn8m");
    }

    private Path builtNatively(Member member) throws IOException {
        Path target =
                Files.createDirectories(repository.resolve(member.folder()).resolve("target"));
        Path executable = Files.writeString(target.resolve(member.folder() + "-1-runner"), "");
        assertThat(executable.toFile().setExecutable(true)).isTrue();
        return executable;
    }
}
