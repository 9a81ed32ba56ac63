package dev.evenkeel.platform.web;

import java.time.DateTimeException;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;

import io.vertx.ext.web.RoutingContext;

/**
 * What JAX-RS refused. It answers a parameter of the wrong type with a bare 404; a client is better served by a 400 that
 * names the parameter.
 */
final class RestFailures {

    private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);

    private static final String INVALID_UUID = "Invalid UUID string: ";

    private static final String NO_RESOURCE = "Unable to find matching target resource method";

    private RestFailures() {}

    static Problem explain(WebApplicationException failure, RoutingContext context) {
        int status = failure.getResponse().getStatus();
        Throwable cause = failure.getCause();
        if (cause != null && isAboutParameters(failure) && isConversion(cause)) {
            return parameter(cause, context);
        }
        if (status >= 500 && cause != null) {
            return Failures.explain(cause, context);
        }
        return Failures.ofStatus(status, ownMessage(failure));
    }

    private static boolean isAboutParameters(WebApplicationException failure) {
        return failure instanceof NotFoundException
                || failure instanceof BadRequestException
                || failure.getResponse().getStatus() == 400;
    }

    private static boolean isConversion(Throwable cause) {
        return cause instanceof IllegalArgumentException || cause instanceof DateTimeException;
    }

    private static Problem parameter(Throwable cause, RoutingContext context) {
        Optional<String> value = refusedValue(cause);
        String where = value.flatMap(text -> place(text, context)).orElse("query or path");
        String what = value.map(text -> "'" + JsonFailures.quote(text) + "' is not allowed")
                .orElse("a parameter has a value that is not allowed");
        return Problem.invalid(where, what, allowed(cause));
    }

    private static Optional<String> refusedValue(Throwable cause) {
        if (cause instanceof DateTimeParseException date) {
            return Optional.of(date.getParsedString());
        }
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith("No enum constant ")) {
            return Optional.of(message.substring(message.lastIndexOf('.') + 1));
        }
        if (message.startsWith(INVALID_UUID)) {
            return Optional.of(message.substring(INVALID_UUID.length()));
        }
        Matcher quoted = QUOTED.matcher(message);
        return quoted.find() ? Optional.of(quoted.group(1)) : Optional.empty();
    }

    private static Optional<String> place(String value, RoutingContext context) {
        for (Map.Entry<String, String> parameter : context.queryParams()) {
            if (parameter.getValue().equals(value)) {
                return Optional.of("query:" + JsonFailures.quote(parameter.getKey()));
            }
        }
        return context.normalizedPath().contains(value) ? Optional.of("path") : Optional.empty();
    }

    private static String allowed(Throwable cause) {
        if (cause instanceof NumberFormatException) {
            return "a number in the range of its type";
        }
        if (cause instanceof DateTimeException) {
            return "ISO 8601, for example 2026-11-21T08:30:00Z for a time and PT5M for a duration";
        }
        String message = String.valueOf(cause.getMessage());
        if (message.startsWith(INVALID_UUID)) {
            return JsonFailures.allowed(UUID.class);
        }
        boolean internal = message.startsWith("No enum constant") || message.contains("class ");
        return internal ? "one of the documented words" : JsonFailures.quote(message);
    }

    /** The message if somebody wrote it, rather than JAX-RS' own {@code HTTP 404 Not Found}, or RESTEasy's about itself. */
    private static String ownMessage(WebApplicationException failure) {
        String message = failure.getMessage();
        boolean ours = message != null
                && !message.startsWith("HTTP ")
                && !message.equals(NO_RESOURCE)
                && failure.getCause() == null;
        return ours ? message : null;
    }
}
