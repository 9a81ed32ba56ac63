package dev.evenkeel.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class RunningProcessTest {

    @TempDir
    private Path folder;

    private Process sleeper;
    private Path pidFile;

    @BeforeEach
    void aProcessThatSleeps() throws IOException {
        sleeper = new ProcessBuilder("sleep", "60").start();
        pidFile = folder.resolve("sleeper.pid");
    }

    @AfterEach
    void wakeIt() {
        sleeper.destroyForcibly();
    }

    @Test
    void aNotedProcessIsRecognisedLater() {
        RunningProcess started = RunningProcess.of(sleeper.pid()).orElseThrow();

        started.note(pidFile);

        assertThat(RunningProcess.read(pidFile)).contains(started);
    }

    @Test
    void aProcessThatHasEndedIsNotRunning() throws InterruptedException {
        RunningProcess.of(sleeper.pid()).orElseThrow().note(pidFile);

        sleeper.destroyForcibly().waitFor(5, TimeUnit.SECONDS);

        assertThat(RunningProcess.read(pidFile)).isEmpty();
    }

    @Test
    void aPidThatIsAnotherProcessNowIsNotOurs() {
        RunningProcess started = RunningProcess.of(sleeper.pid()).orElseThrow();

        new RunningProcess(started.pid(), started.began() - 1).note(pidFile);

        assertThat(RunningProcess.read(pidFile)).isEmpty();
    }

    @Test
    void aFileThatIsNoPidFileCountsAsNone() throws IOException {
        Files.writeString(pidFile, "half a li");

        assertThat(RunningProcess.read(pidFile)).isEmpty();
    }

    @Test
    void aProcessHoldsMemory() {
        RunningProcess self = RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();

        assertThat(self.residentBytes().orElseThrow()).isGreaterThan(10_000_000);
    }
}
