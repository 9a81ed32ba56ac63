package dev.evenkeel.alertrouter.ingest;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.evenkeel.alertrouter.alert.Annotations;
import dev.evenkeel.alertrouter.alert.Utf8Text;
import dev.evenkeel.platform.series.Labels;

/**
 * Reads alerts as Prometheus and its like post them, byte by byte and into their final form: a list of objects whose fields
 * are known, each of them a text or an object of texts. Anything else, be it a mistake or only unusual, is left to
 * {@link PostedAlertsJson}, which knows what to make of it.
 */
final class PlainAlertsReader {

    private enum Field {
        LABELS("labels"),
        ANNOTATIONS("annotations"),
        STARTS_AT("startsAt"),
        ENDS_AT("endsAt"),
        GENERATOR_URL("generatorURL");

        private static final Field[] ALL = values();

        // nobody changes it
        @SuppressWarnings("ImmutableEnumChecker")
        private final byte[] name;

        Field(String name) {
            this.name = name.getBytes(StandardCharsets.US_ASCII);
        }
    }

    private final byte[] body;
    private int at;

    /** Where the text that was passed last begins and ends, between its quotes, and whether it says what stands there. */
    private int from;

    private int to;
    private boolean plain;

    private final Repeated<Optional<Instant>> startsAt = new Repeated<>(PlainAlertsReader::time);
    private final Repeated<Optional<Instant>> endsAt = new Repeated<>(PlainAlertsReader::time);
    private final Repeated<String> generatorUrl = new Repeated<>(PlainAlertsReader::link);
    private final List<Repeated<String>> labelNames = new ArrayList<>();
    private final List<Repeated<String>> annotationNames = new ArrayList<>();

    private PlainAlertsReader(byte[] body) {
        this.body = body;
    }

    /** @return the same as the long way would; empty if that has to be gone */
    static Optional<List<PostedAlert>> read(byte[] body) {
        try {
            return Optional.of(new PlainAlertsReader(body).readList());
        } catch (NotPlainException e) {
            return Optional.empty();
        }
    }

    private List<PostedAlert> readList() {
        var alerts = new ArrayList<PostedAlert>();
        require('[');
        if (!comesTo(']')) {
            do {
                alerts.add(readAlert());
            } while (comesTo(','));
            require(']');
        }
        skipSpace();
        if (at < body.length) {
            throw new NotPlainException();
        }
        return alerts;
    }

    private PostedAlert readAlert() {
        Labels labels = null;
        Annotations annotations = Annotations.none();
        Optional<Instant> start = Optional.empty();
        Optional<Instant> end = Optional.empty();
        String link = "";
        require('{');
        do {
            Field field = readField();
            require(':');
            switch (field) {
                case LABELS -> labels = Labels.ofLast(readTexts(labelNames));
                case ANNOTATIONS -> annotations = readAnnotations();
                case STARTS_AT -> start = readRepeated(startsAt);
                case ENDS_AT -> end = readRepeated(endsAt);
                case GENERATOR_URL -> link = readRepeated(generatorUrl);
            }
        } while (comesTo(','));
        require('}');
        if (labels == null) {
            throw new NotPlainException();
        }
        return new PostedAlert(labels, annotations, start, end, link);
    }

    private Field readField() {
        require('"');
        passText();
        for (Field field : Field.ALL) {
            if (Arrays.equals(field.name, 0, field.name.length, body, from, to)) {
                return field;
            }
        }
        throw new NotPlainException();
    }

    private <T> T readRepeated(Repeated<T> repeated) {
        require('"');
        passText();
        return repeated.read();
    }

    private Annotations readAnnotations() {
        skipSpace();
        int begin = at;
        var names = new ArrayList<String>();
        if (passStored(names)) {
            return Annotations.ofJson(names, new Utf8Text(body, begin, at));
        }
        at = begin;
        return Annotations.of(PostedAlertsJson.byName(readTexts(annotationNames)));
    }

    /**
     * Passes an object of texts that stands there as it is stored, without reading more than its names: in their order, with
     * nothing in between.
     *
     * @return whether it does; if not, where that was found out does not matter
     */
    private boolean passStored(List<String> names) {
        int nameFrom = 0;
        int nameTo = 0;
        if (!isNext('{')) {
            return false;
        }
        if (isNext('}')) {
            return true;
        }
        do {
            if (!isNextPlainText()
                    || (!names.isEmpty() && Arrays.compare(body, nameFrom, nameTo, body, from, to) >= 0)) {
                return false;
            }
            nameFrom = from;
            nameTo = to;
            names.add(readName(annotationNames, names.size()));
            if (!isNext(':') || !isNextPlainText()) {
                return false;
            }
        } while (isNext(','));
        return isNext('}');
    }

    /** Names and values of an object, alternating. */
    private List<String> readTexts(List<Repeated<String>> names) {
        var texts = new ArrayList<String>(16);
        require('{');
        if (!comesTo('}')) {
            do {
                require('"');
                passText();
                texts.add(readName(names, texts.size() / 2));
                require(':');
                require('"');
                passText();
                texts.add(text());
            } while (comesTo(','));
            require('}');
        }
        return texts;
    }

    private String readName(List<Repeated<String>> names, int position) {
        if (names.size() == position) {
            names.add(new Repeated<>(Function.identity()));
        }
        return names.get(position).read();
    }

    private static Optional<Instant> time(String text) {
        try {
            return PostedAlertsJson.time(text);
        } catch (IllegalArgumentException e) {
            throw new NotPlainException();
        }
    }

    private static String link(String text) {
        if (!PostedAlertsJson.isLink(text)) {
            throw new NotPlainException();
        }
        return text;
    }

    /** Passes white space and a character that has to come then. */
    private void require(char wanted) {
        if (!comesTo(wanted)) {
            throw new NotPlainException();
        }
    }

    /** Passes white space and, if it comes then, a character. */
    private boolean comesTo(char wanted) {
        skipSpace();
        return isNext(wanted);
    }

    private void skipSpace() {
        while (at < body.length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    /** Passes a character if it comes next. */
    private boolean isNext(char wanted) {
        if (at == body.length || body[at] != wanted) {
            return false;
        }
        at++;
        return true;
    }

    private boolean isNextPlainText() {
        if (!isNext('"')) {
            return false;
        }
        passText();
        return plain;
    }

    /** Passes a text behind its first quote without reading it. */
    private void passText() {
        plain = true;
        int i = at;
        for (; i < body.length && body[i] != '"'; i++) {
            byte octet = body[i];
            if (octet == '\\') {
                plain = false;
                // whatever is escaped, it ends no text
                i++;
            } else if (octet < 0) {
                plain = false;
            } else if (octet < ' ') {
                throw new NotPlainException();
            }
        }
        if (i >= body.length) {
            throw new NotPlainException();
        }
        from = at;
        to = i;
        at = i + 1;
    }

    /** The text that was passed last. */
    private String text() {
        return plain
                ? new String(body, from, to - from, StandardCharsets.ISO_8859_1)
                : PostedAlertsJson.text(body, from - 1, to + 1).orElseThrow(NotPlainException::new);
    }

    /** What the text in one place means: the next alert mostly has the same there. */
    private final class Repeated<T> {

        private final Function<String, T> meaning;
        private int lastFrom;
        private int lastTo;
        private T last;

        Repeated(Function<String, T> meaning) {
            this.meaning = meaning;
        }

        /** Of the text that was passed last. */
        T read() {
            if (last == null || !Arrays.equals(body, lastFrom, lastTo, body, from, to)) {
                last = meaning.apply(text());
                lastFrom = from;
                lastTo = to;
            }
            return last;
        }
    }

    /** That the long way has to be gone, which is nobody's fault. */
    private static final class NotPlainException extends RuntimeException {

        private static final long serialVersionUID = 1;

        NotPlainException() {
            super("not plain", null, false, false);
        }
    }
}
