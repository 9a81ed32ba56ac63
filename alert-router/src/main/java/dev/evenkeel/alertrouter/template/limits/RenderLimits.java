package dev.evenkeel.alertrouter.template.limits;

/**
 * What rendering one template may cost. Without such limits a template could run for ever or fill the memory, as Go's own
 * engine lets it.
 *
 * @param steps nodes evaluated, plus the work of functions in units of about a hundred characters
 * @param outputLength characters written
 * @param textLength characters of a single value, and elements of a single list
 * @param madeLength characters of all values that are made, since all of them may be kept until the end
 * @param depth templates that call each other
 */
public record RenderLimits(long steps, int outputLength, int textLength, long madeLength, int depth) {

    /** Ten times what a notification about ten thousand alerts takes. */
    public static final RenderLimits DEFAULT = new RenderLimits(5_000_000, 8 << 20, 4 << 20, 64 << 20, 100);
}
