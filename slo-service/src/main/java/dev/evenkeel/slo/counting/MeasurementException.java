package dev.evenkeel.slo.counting;

/** A source that cannot be looked at. The message is fit to be shown. */
final class MeasurementException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MeasurementException(String message) {
        super(message);
    }
}
