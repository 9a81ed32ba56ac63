package dev.evenkeel.alertrouter.listing;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/** Writes pieces of JSON as they are, where Jackson would put each text into quotes. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class JsonPieceProvider implements ServerMessageBodyWriter<JsonPiece> {

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == JsonPiece.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonPiece.class;
    }

    @Override
    public void writeResponse(JsonPiece piece, Type genericType, ServerRequestContext context) throws IOException {
        context.serverResponse().end(piece.utf8());
    }

    @Override
    public void writeTo(
            JsonPiece piece,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        piece.writeTo(out);
    }
}
