package dev.evenkeel.platform.web;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;

import dev.evenkeel.platform.web.Problem.InvalidValue;

/** Says what is wrong with a JSON body in the client's terms: line and column, or a JSON pointer; never a class name. */
final class JsonFailures {

    private static final int LONGEST_QUOTE = 60;

    private JsonFailures() {}

    static Problem explain(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException unknown ->
                invalid(
                        unknown,
                        "'" + quote(unknown.getPropertyName()) + "' is not a field here",
                        fields(unknown.getKnownPropertyIds()));
            case InvalidFormatException format ->
                invalid(format, "'" + quote(format.getValue()) + "' is not allowed", allowed(format.getTargetType()));
            case ValueInstantiationException refused -> invalid(refused, reason(refused), null);
            case MismatchedInputException mismatch ->
                invalid(mismatch, "the value has the wrong type", allowed(mismatch.getTargetType()));
            case InvalidDefinitionException ours -> Problem.of(ProblemType.INTERNAL, "The body cannot be mapped");
            case JsonMappingException mapping
            when mapping.getCause() instanceof JacksonException syntax -> malformed(syntax);
            case JsonMappingException mapping -> invalid(mapping, "the value cannot be taken", null);
            default -> malformed(failure);
        };
    }

    private static Problem malformed(JacksonException failure) {
        JsonLocation at = failure.getLocation();
        String where =
                at == null ? "body" : "line %d, column %d".formatted(at.getLineNr(), Math.max(1, at.getColumnNr()));
        // The parser's own sentence; what follows its first line or bracket names classes and sources.
        String what = failure.getOriginalMessage().lines().findFirst().orElse("not JSON");
        int internals = what.indexOf(" (for ");
        String sentence = quote(internals < 0 ? what : what.substring(0, internals), 200);
        return new Problem(
                ProblemType.MALFORMED_BODY,
                "The body is not valid JSON: " + where + ": " + sentence,
                null,
                List.of(new InvalidValue(where, sentence, null)),
                Map.of(),
                null);
    }

    private static Problem invalid(JsonMappingException failure, String what, String allowed) {
        return Problem.invalid(pointer(failure), what, allowed);
    }

    /** The place as a JSON pointer (RFC 6901); the document itself is written {@code /}. */
    static String pointer(JsonMappingException failure) {
        String pointer = failure.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .map(step -> "/" + quote(step.replace("~", "~0").replace("/", "~1")))
                .collect(Collectors.joining());
        return pointer.isEmpty() ? "/" : pointer;
    }

    private static String reason(ValueInstantiationException refused) {
        // A value's own constructor says what is wrong with it, in words meant for whoever gave the value.
        return refused.getCause() instanceof IllegalArgumentException ours && ours.getMessage() != null
                ? quote(ours.getMessage(), 300)
                : "the value is not complete or not allowed";
    }

    private static String fields(Collection<Object> known) {
        return known == null || known.isEmpty()
                ? "no field at all"
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    /** What a value of this type looks like in a request. */
    static String allowed(Class<?> type) {
        if (type == null) {
            return null;
        }
        if (type.isEnum()) {
            Object[] constants = type.getEnumConstants();
            return constants == null
                    ? "one of the documented words"
                    : "one of " + Arrays.stream(constants).map(Object::toString).collect(Collectors.joining(", "));
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "a whole number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "a number";
        }
        return allowedObject(type);
    }

    private static String allowedObject(Class<?> type) {
        if (type == String.class || type == Character.class) {
            return "a string";
        }
        if (type == UUID.class) {
            return "a UUID, for example 0b9e7a52-0c5f-4a7e-9d6c-6f5a3f6a2f10";
        }
        if (type == LocalDate.class) {
            return "a date, for example 2026-11-21";
        }
        if (type == Instant.class || type == OffsetDateTime.class) {
            return "a time with its offset (RFC 3339), for example 2026-11-21T08:30:00Z";
        }
        if (type == Duration.class) {
            return "an ISO 8601 duration, for example PT5M";
        }
        if (Temporal.class.isAssignableFrom(type)) {
            return "an ISO 8601 " + type.getSimpleName().toLowerCase(Locale.ROOT);
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "a list";
        }
        return "an object";
    }

    static String quote(Object value) {
        return quote(String.valueOf(value), LONGEST_QUOTE);
    }

    private static String quote(String text, int longest) {
        String printable = text.codePoints()
                .limit(longest)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return text.length() > longest ? printable + "…" : printable;
    }
}
