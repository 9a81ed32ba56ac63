package dev.evenkeel.backup.restore;

import java.io.IOException;

/** Why nothing was restored. */
public abstract sealed class RestoreException extends IOException {

    private RestoreException(String message) {
        super(message);
    }

    /** The place is not one to restore to. */
    public static final class PlaceRefused extends RestoreException {
        PlaceRefused(String message) {
            super(message);
        }
    }

    /** There is not enough room. */
    public static final class NoRoom extends RestoreException {
        NoRoom(long needed, long free) {
            super("the restored files take " + needed + " bytes and there are " + free);
        }
    }
}
