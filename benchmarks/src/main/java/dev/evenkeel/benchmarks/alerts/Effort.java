package dev.evenkeel.benchmarks.alerts;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Computing time that programs have needed. Unlike what a clock on the wall shows it hardly depends on who else is at
 * work on the machine.
 *
 * @param byProgram empty where nobody knows
 */
record Effort(Map<String, Duration> byProgram) {

    static Effort of(Map<String, Long> processes) {
        Map<String, Duration> efforts = new LinkedHashMap<>();
        processes.forEach((program, pid) -> efforts.put(program, new ProcessFamily(pid).computed()));
        return new Effort(efforts);
    }

    Effort since(Effort before) {
        Map<String, Duration> spent = new LinkedHashMap<>();
        byProgram.forEach((program, effort) ->
                spent.put(program, effort.minus(before.byProgram.getOrDefault(program, Duration.ZERO))));
        return new Effort(spent);
    }
}
