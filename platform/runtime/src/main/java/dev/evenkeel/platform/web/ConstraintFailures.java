package dev.evenkeel.platform.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;

import io.vertx.ext.web.RoutingContext;

import dev.evenkeel.platform.web.Problem.InvalidValue;

/** Bean Validation's findings, each at its place in the request. One about an answer of ours is our own mistake. */
final class ConstraintFailures {

    private ConstraintFailures() {}

    static Problem explain(ConstraintViolationException failure, RoutingContext context) {
        List<InvalidValue> errors = new ArrayList<>();
        for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
            if (isOurs(violation.getPropertyPath())) {
                return Failures.ofStatus(500, null);
            }
            errors.add(new InvalidValue(where(violation.getPropertyPath(), context), violation.getMessage(), null));
        }
        errors.sort(Comparator.comparing(InvalidValue::where).thenComparing(InvalidValue::what));
        String detail = errors.size() == 1
                ? errors.getFirst().where() + ": " + errors.getFirst().what()
                : errors.size() + " values are not allowed";
        return Problem.badRequest(detail, errors);
    }

    private static boolean isOurs(Path path) {
        for (Path.Node node : path) {
            if (node.getKind() == ElementKind.RETURN_VALUE) {
                return true;
            }
        }
        return false;
    }

    private static String where(Path path, RoutingContext context) {
        StringBuilder pointer = new StringBuilder();
        String parameter = null;
        for (Iterator<Path.Node> nodes = path.iterator(); nodes.hasNext(); ) {
            Path.Node node = nodes.next();
            switch (node.getKind()) {
                case METHOD, CONSTRUCTOR, CROSS_PARAMETER -> {
                    // Names of ours, not of the request.
                }
                case PARAMETER -> parameter = node.getName();
                default -> append(pointer, node);
            }
        }
        if (!pointer.isEmpty() || parameter == null) {
            return pointer.isEmpty() ? "/" : pointer.toString();
        }
        if (context.queryParams().contains(parameter)) {
            return "query:" + parameter;
        }
        return context.request().method().name().equals("GET") ? "parameter:" + parameter : "/";
    }

    private static void append(StringBuilder pointer, Path.Node node) {
        if (node.getIndex() != null) {
            pointer.append('/').append(node.getIndex());
        }
        if (node.getKey() != null) {
            pointer.append('/').append(node.getKey());
        }
        if (node.getName() != null && node.getKind() == ElementKind.PROPERTY) {
            pointer.append('/').append(node.getName());
        }
    }
}
