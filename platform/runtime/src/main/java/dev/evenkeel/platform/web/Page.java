package dev.evenkeel.platform.web;

import java.util.List;
import java.util.function.Function;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.UriInfo;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * A part of a list.
 *
 * @param next the {@code cursor} to ask with for the page after this; {@code null} on the last
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Page<T>(List<T> items, String next) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * The page for {@code request}.
     *
     * @param fetched up to {@link PageRequest#fetch()} rows, in the order of the list
     * @param key where a row is in that order
     */
    public static <T> Page<T> of(PageRequest request, List<T> fetched, Function<T, Cursor> key) {
        if (fetched.size() <= request.limit()) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, request.limit());
        return new Page<>(items, key.apply(items.getLast()).encode());
    }

    /** The same page of what {@code to} makes of its items. */
    public <R> Page<R> map(Function<T, R> to) {
        return new Page<>(items.stream().map(to).toList(), next);
    }

    /** As an answer, with the next page in the {@code Link} header too (RFC 8288), where generic clients look. */
    public RestResponse<Page<T>> answer(UriInfo asked) {
        RestResponse.ResponseBuilder<Page<T>> response = RestResponse.ResponseBuilder.ok(this);
        if (next != null) {
            String path = asked.getRequestUriBuilder()
                    .replaceQueryParam("cursor", next)
                    .build()
                    .toString();
            // Relative to the host: behind a proxy ours may not be the name the client knows.
            String relative = path.substring(path.indexOf('/', path.indexOf("//") + 2));
            response.header(HttpHeaders.LINK, "<" + relative + ">; rel=\"next\"");
        }
        return response.build();
    }
}
