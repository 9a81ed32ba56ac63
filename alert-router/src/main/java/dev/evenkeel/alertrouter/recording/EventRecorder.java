package dev.evenkeel.alertrouter.recording;

/**
 * Who writes down what happens, if anybody wants it written down. To record never blocks and never fails; what finds no room
 * is dropped and counted.
 */
public interface EventRecorder {

    /** Whether anything is recorded: whoever would have to work for an event asks first. */
    boolean isOn();

    /** Records an event as of now; does nothing if nothing is recorded. */
    void record(RecordedEvent event);
}
