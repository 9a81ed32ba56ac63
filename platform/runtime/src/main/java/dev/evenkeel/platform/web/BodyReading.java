package dev.evenkeel.platform.web;

import java.io.IOException;
import java.util.Arrays;

import jakarta.annotation.Nullable;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;

import com.fasterxml.jackson.core.JsonProcessingException;

/**
 * Marks what goes wrong while a body is read, and refuses an absent body where one is needed: a resource that can do
 * without annotates its parameter {@link Nullable}.
 */
@Provider
public class BodyReading implements ReaderInterceptor {

    @Override
    public Object aroundReadFrom(ReaderInterceptorContext reading) throws IOException {
        Object body;
        try {
            body = reading.proceed();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            // The latter is how a form with an escape that is none shows.
            throw new UnreadableBodyException(e);
        } catch (WebApplicationException e) {
            if (e.getCause() instanceof JsonProcessingException json) {
                throw new UnreadableBodyException(json);
            }
            throw e;
        }
        if (body == null && Arrays.stream(reading.getAnnotations()).noneMatch(Nullable.class::isInstance)) {
            throw new UnreadableBodyException(null);
        }
        return body;
    }
}
