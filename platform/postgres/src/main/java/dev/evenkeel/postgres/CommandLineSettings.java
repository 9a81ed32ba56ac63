package dev.evenkeel.postgres;

import java.util.Map;
import java.util.stream.Collectors;

/** Settings as arguments of {@code postgres}, quoted for the shell that {@code pg_ctl} starts it through. */
record CommandLineSettings(Map<String, String> settings) {

    String quoted() {
        return settings.entrySet().stream()
                .map(setting -> "-c " + quote(setting.getKey() + "=" + setting.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
