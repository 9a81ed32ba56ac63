package dev.evenkeel.alertrouter.notification.email;

import java.io.IOException;

/** A reply of a mail server that is not the one that was hoped for. */
final class SmtpRefusal extends IOException {

    private static final long serialVersionUID = 1L;

    private final int code;

    SmtpRefusal(int code, String message) {
        super(message);
        this.code = code;
    }

    /** Whether the same mail will be refused again (RFC 5321, 4.2.1). */
    boolean isPermanent() {
        return code / 100 == 5;
    }
}
