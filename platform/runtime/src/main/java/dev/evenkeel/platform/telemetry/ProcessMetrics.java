package dev.evenkeel.platform.telemetry;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import jakarta.inject.Singleton;

import com.sun.management.UnixOperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;

/** The process under the names that every Prometheus client library uses, so that stock dashboards find them. */
@Startup
@Singleton
public class ProcessMetrics {

    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String RESIDENT = "VmRSS:";

    ProcessMetrics(MeterRegistry registry) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / 1e9)
                    .baseUnit("seconds")
                    .description("CPU time this process has used, in user and system mode")
                    .register(registry);
            Gauge.builder("process.open.fds", system, UnixOperatingSystemMXBean::getOpenFileDescriptorCount)
                    .description("Open file descriptors")
                    .register(registry);
            Gauge.builder("process.max.fds", system, UnixOperatingSystemMXBean::getMaxFileDescriptorCount)
                    .description("How many file descriptors may be open")
                    .register(registry);
        }
        Gauge.builder("process.resident.memory", ProcessMetrics::residentBytes)
                .baseUnit("bytes")
                .description("Memory of this process that is in RAM")
                .register(registry);
        // Micrometer's jvm.memory.max is -1 in a native executable, whose heap has a limit all the same.
        Gauge.builder("process.heap.used", Runtime.getRuntime(), heap -> heap.totalMemory() - heap.freeMemory())
                .baseUnit("bytes")
                .description("Heap taken by objects, those that wait to be collected included")
                .register(registry);
        Gauge.builder("process.heap.limit", Runtime.getRuntime(), Runtime::maxMemory)
                .baseUnit("bytes")
                .description("How large the heap may grow")
                .register(registry);
    }

    /** Not a number where there is no /proc. */
    private static double residentBytes() {
        try {
            return residentBytes(Files.readString(STATUS));
        } catch (IOException elsewhere) {
            return Double.NaN;
        }
    }

    /** @param status the text of /proc/self/status, see proc(5) */
    static double residentBytes(String status) {
        return status.lines()
                .filter(line -> line.startsWith(RESIDENT))
                .map(line -> line.substring(RESIDENT.length()).replace("kB", "").trim())
                .mapToDouble(kibibytes -> Double.parseDouble(kibibytes) * 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
