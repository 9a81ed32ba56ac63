package dev.evenkeel.platform.telemetry;

import java.util.logging.Filter;
import java.util.logging.LogRecord;

import io.quarkus.logging.LoggingFilter;
import org.jboss.logmanager.ExtLogRecord;

/** Lets every log record pass, without its secrets. The shared defaults put it before every handler. */
@LoggingFilter(name = "secrets")
public final class SecretsFilter implements Filter {

    @Override
    @SuppressWarnings(
            "deprecation") // Only the record itself knows whether its parameters are printf's or MessageFormat's.
    public boolean isLoggable(LogRecord record) {
        if (record instanceof ExtLogRecord formatted) {
            String message = formatted.getFormattedMessage();
            String scrubbed = LogScrubber.scrub(message);
            if (scrubbed != null && !scrubbed.equals(message)) {
                formatted.setMessage(scrubbed, ExtLogRecord.FormatStyle.NO_FORMAT);
                formatted.setParameters(null);
            }
        }
        Throwable thrown = record.getThrown();
        if (thrown != null) {
            record.setThrown(ScrubbedThrowable.scrub(thrown));
        }
        return true;
    }
}
