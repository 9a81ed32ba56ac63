package dev.evenkeel.local;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What was typed after {@code keel}.
 *
 * @param command the first word
 * @param words the other words that are not options
 * @param data the data folder, if said
 * @param portBase the port of PostgreSQL, if said; the services have the five after it
 * @param bind the address to listen on, if said
 * @param nativePrograms whether to run native executables
 */
record Arguments(
        String command,
        List<String> words,
        Optional<Path> data,
        OptionalInt portBase,
        Optional<String> bind,
        boolean nativePrograms) {

    static final String USAGE = """
            keel up [--native] [--port-base N] [--data DIR] [--bind ADDR] [--no-build]   start the suite, or what is missing of it
            keel down [--data DIR]                       stop it
            keel status [--data DIR]                     what runs, where, how large
            keel demo [--data DIR]                       break a service and watch the suite notice
            keel test                                    build and run all tests
            keel bench [NAME] [--data DIR] [...]         measure; without a name, list what can be measured
            """;

    private static final int HIGHEST_BASE = 65535 - Member.values().length;

    /** @throws IllegalArgumentException with a sentence for whoever typed it */
    static Arguments parse(List<String> typed) {
        Deque<String> rest = new ArrayDeque<>(typed);
        if (rest.isEmpty()) {
            throw new IllegalArgumentException("Say what to do.");
        }
        String command = rest.pop();
        List<String> words = new ArrayList<>();
        Optional<Path> data = Optional.empty();
        OptionalInt portBase = OptionalInt.empty();
        Optional<String> bind = Optional.empty();
        boolean nativePrograms = false;
        while (!rest.isEmpty()) {
            String word = rest.pop();
            switch (word) {
                case "--data" -> data = Optional.of(Path.of(value(word, rest)));
                case "--port-base" -> portBase = OptionalInt.of(port(value(word, rest)));
                case "--bind" -> bind = Optional.of(address(value(word, rest)));
                case "--native" -> nativePrograms = true;
                case "--no-build" -> {
                    // The script has heard it.
                }
                case String option
                when option.startsWith("-") -> throw new IllegalArgumentException("There is no option " + option + ".");
                default -> words.add(word);
            }
        }
        return new Arguments(command, List.copyOf(words), data, portBase, bind, nativePrograms);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty() || rest.peek().startsWith("--")) {
            throw new IllegalArgumentException(option + " needs a value.");
        }
        return rest.pop();
    }

    private static String address(String text) {
        try {
            InetAddress.ofLiteral(text);
            return text;
        } catch (IllegalArgumentException noAddress) {
            throw new IllegalArgumentException(
                    "--bind is an address such as 127.0.0.1 or 0.0.0.0, not " + text + ".", noAddress);
        }
    }

    private static int port(String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1024 || Integer.parseInt(text) > HIGHEST_BASE) {
            throw new IllegalArgumentException(
                    "--port-base is a number from 1024 to " + HIGHEST_BASE + ", not " + text + ".");
        }
        return Integer.parseInt(text);
    }
}
