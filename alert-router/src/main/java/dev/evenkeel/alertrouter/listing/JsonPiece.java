package dev.evenkeel.alertrouter.listing;

import java.io.IOException;
import java.io.OutputStream;

/** A part of a JSON document in UTF-8 that is written as it is; only all parts together are a document. */
public final class JsonPiece {

    private final byte[] utf8;

    /** @param utf8 may be cut anywhere; nobody changes it any more */
    JsonPiece(byte[] utf8) {
        this.utf8 = utf8;
    }

    byte[] utf8() {
        return utf8;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(utf8);
    }
}
