package dev.evenkeel.platform.web;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A kind of problem a client can program against: the URI is stable across releases and documented in
 * {@code docs/problems.md}; the title is the same for every occurrence. A service adds a kind of its own where a client
 * would act on it differently; otherwise the ones below do.
 *
 * @param uri a relative reference, {@code /problems/} followed by lower-case words joined by hyphens
 * @param status the HTTP status that goes with it, 400 to 599
 * @param title a short sentence without a full stop, the same for every occurrence
 */
public record ProblemType(String uri, int status, String title) {

    // First, because the constants below are checked against it.
    private static final Pattern URI = Pattern.compile("/problems/[a-z0-9]+(-[a-z0-9]+)*");

    public static final ProblemType INVALID_REQUEST = of("invalid-request", 400, "The request is not valid");
    public static final ProblemType MALFORMED_BODY = of("malformed-body", 400, "The body cannot be read");
    public static final ProblemType UNAUTHENTICATED =
            of("unauthenticated", 401, "Credentials are missing or not valid");
    public static final ProblemType FORBIDDEN = of("forbidden", 403, "The credentials do not allow this");
    public static final ProblemType NOT_FOUND = of("not-found", 404, "There is nothing here");
    public static final ProblemType METHOD_NOT_ALLOWED =
            of("method-not-allowed", 405, "The method is not allowed here");
    public static final ProblemType NOT_ACCEPTABLE =
            of("not-acceptable", 406, "No acceptable media type can be offered");
    public static final ProblemType TIMEOUT = of("request-timeout", 408, "The request took too long to arrive");
    public static final ProblemType CONFLICT = of("conflict", 409, "The request conflicts with what is stored");
    public static final ProblemType GONE = of("gone", 410, "It is no longer here");
    public static final ProblemType PRECONDITION_FAILED =
            of("precondition-failed", 412, "What is stored has changed since");
    public static final ProblemType TOO_LARGE = of("too-large", 413, "The body is too large");
    public static final ProblemType URI_TOO_LONG = of("uri-too-long", 414, "The address is too long");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE =
            of("unsupported-media-type", 415, "The media type of the body is not understood");
    public static final ProblemType UNPROCESSABLE = of("unprocessable", 422, "The request cannot be carried out");
    public static final ProblemType TOO_MANY_REQUESTS = of("too-many-requests", 429, "Too many requests");
    public static final ProblemType HEADERS_TOO_LARGE = of("headers-too-large", 431, "The headers are too large");
    public static final ProblemType INTERNAL = of("internal-error", 500, "Something went wrong on our side");
    public static final ProblemType NOT_IMPLEMENTED = of("not-implemented", 501, "The method is not known");
    public static final ProblemType UNAVAILABLE = of("unavailable", 503, "This cannot be done at the moment");
    public static final ProblemType UPSTREAM_TIMEOUT = of("timeout", 504, "The answer took too long");

    public ProblemType {
        Objects.requireNonNull(uri, "uri");
        Objects.requireNonNull(title, "title");
        if (!URI.matcher(uri).matches()) {
            throw new IllegalArgumentException(
                    "A problem type is /problems/ and lower-case words joined by hyphens, not " + uri);
        }
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("A problem has a status of 400 to 599, not " + status);
        }
    }

    /**
     * The kind that stands for an HTTP status when nothing more is known. A status without a kind of its own gets
     * {@link #INVALID_REQUEST}'s or {@link #INTERNAL}'s name, with the status kept.
     *
     * @throws IllegalArgumentException if the status is not 400 to 599
     */
    public static ProblemType ofStatus(int status) {
        return switch (status) {
            case 400 -> INVALID_REQUEST;
            case 401 -> UNAUTHENTICATED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 408 -> TIMEOUT;
            case 409 -> CONFLICT;
            case 410 -> GONE;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> TOO_LARGE;
            case 414 -> URI_TOO_LONG;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> UNPROCESSABLE;
            case 429 -> TOO_MANY_REQUESTS;
            case 431 -> HEADERS_TOO_LARGE;
            case 500 -> INTERNAL;
            case 501 -> NOT_IMPLEMENTED;
            case 503 -> UNAVAILABLE;
            case 504 -> UPSTREAM_TIMEOUT;
            default -> {
                ProblemType nearest = status < 500 ? INVALID_REQUEST : INTERNAL;
                yield new ProblemType(nearest.uri, status, nearest.title);
            }
        };
    }

    /**
     * A kind of problem of a service's own.
     *
     * @param name lower-case words joined by hyphens, for example {@code silence-expired}
     * @throws IllegalArgumentException if the name is not of that form or the status is not 400 to 599
     */
    public static ProblemType of(String name, int status, String title) {
        return new ProblemType("/problems/" + name, status, title);
    }
}
