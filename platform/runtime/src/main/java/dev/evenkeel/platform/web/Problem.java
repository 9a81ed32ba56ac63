package dev.evenkeel.platform.web;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A problem as RFC 9457 has it, the one form in which the suite says no. It tells a client what is wrong, where, and
 * what would be allowed; it never carries a stack trace, a secret or the name of a class.
 *
 * <p>Immutable. A problem is thrown as {@link ProblemException} or returned; either way the answer is
 * {@code application/problem+json}, gets its {@code instance} and {@code correlationId} at the edge, and its
 * {@code retryAfter} as a header.
 *
 * @param type what kind of problem it is; gives {@code type}, {@code title} and {@code status}
 * @param detail what is wrong in this very occurrence, a sentence for a person
 * @param instance the path that was asked for; {@code null} until the edge sets it
 * @param errors every value that is wrong, so that a client mends them in one go; may be empty
 * @param extensions further members by name; values are strings, numbers, booleans, or lists and maps of such
 * @param retryAfter how long to wait before trying again; {@code null} if trying again is of no use
 */
public record Problem(
        ProblemType type,
        String detail,
        String instance,
        List<InvalidValue> errors,
        Map<String, Object> extensions,
        Duration retryAfter) {

    private static final Set<String> STANDARD_MEMBERS =
            Set.of("type", "title", "status", "detail", "instance", "errors");

    /**
     * A value of the request that is wrong.
     *
     * @param where a JSON pointer into the body ({@code /rules/2/for}), or {@code query:limit}, {@code path:id},
     *     {@code header:Accept}; for a file {@code name:line:column}
     * @param what what is wrong with it
     * @param allowed what would be right; {@code null} if {@code what} says it already
     */
    public record InvalidValue(String where, String what, String allowed) {

        public InvalidValue {
            Objects.requireNonNull(where, "where");
            Objects.requireNonNull(what, "what");
        }
    }

    public Problem {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(detail, "detail");
        errors = List.copyOf(errors);
        for (String name : extensions.keySet()) {
            if (STANDARD_MEMBERS.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is a member of every problem, not an extension");
            }
        }
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter is not negative, was " + retryAfter);
        }
    }

    public static Problem of(ProblemType type, String detail) {
        return new Problem(type, detail, null, List.of(), Map.of(), null);
    }

    /** 400: the request as a whole makes no sense. */
    public static Problem badRequest(String detail) {
        return of(ProblemType.INVALID_REQUEST, detail);
    }

    /** 400: these values are wrong. */
    public static Problem badRequest(String detail, List<InvalidValue> errors) {
        return new Problem(ProblemType.INVALID_REQUEST, detail, null, errors, Map.of(), null);
    }

    /** 400: one value is wrong; {@code allowed} may be {@code null}. */
    public static Problem invalid(String where, String what, String allowed) {
        String detail = allowed == null ? where + ": " + what : where + ": " + what + "; allowed: " + allowed;
        return badRequest(detail, List.of(new InvalidValue(where, what, allowed)));
    }

    public static Problem notFound(String detail) {
        return of(ProblemType.NOT_FOUND, detail);
    }

    public static Problem conflict(String detail) {
        return of(ProblemType.CONFLICT, detail);
    }

    /** 422: well formed, but it cannot be carried out. */
    public static Problem unprocessable(String detail) {
        return of(ProblemType.UNPROCESSABLE, detail);
    }

    /** 413: {@code limit} is the largest body in bytes that would be taken. */
    public static Problem tooLarge(long limit) {
        return of(ProblemType.TOO_LARGE, "The body is larger than the %d bytes allowed here".formatted(limit))
                .with("limitBytes", limit);
    }

    /** 429. */
    public static Problem tooManyRequests(String detail, Duration retryAfter) {
        return of(ProblemType.TOO_MANY_REQUESTS, detail).retryAfter(retryAfter);
    }

    /** 503: nothing is wrong with the request; it will be taken after about {@code retryAfter}. */
    public static Problem unavailable(String detail, Duration retryAfter) {
        return of(ProblemType.UNAVAILABLE, detail).retryAfter(retryAfter);
    }

    public int status() {
        return type.status();
    }

    public String title() {
        return type.title();
    }

    /** The same problem with one more wrong value. */
    public Problem with(InvalidValue error) {
        List<InvalidValue> more = new ArrayList<>(errors);
        more.add(error);
        return new Problem(type, detail, instance, more, extensions, retryAfter);
    }

    /** The same problem with one more extension member. */
    public Problem with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(extensions);
        more.put(name, value);
        return new Problem(type, detail, instance, errors, more, retryAfter);
    }

    public Problem at(String path) {
        return new Problem(type, detail, path, errors, extensions, retryAfter);
    }

    public Problem retryAfter(Duration wait) {
        return new Problem(type, detail, instance, errors, extensions, wait);
    }

    /** The value of the {@code Retry-After} header: whole seconds, at least 1. */
    public Optional<String> retryAfterSeconds() {
        return Optional.ofNullable(retryAfter)
                .map(wait -> Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }

    public ProblemException asException() {
        return new ProblemException(this);
    }
}
