package dev.evenkeel.alertrouter.template.limits;

/** Counts what one rendering costs. Not safe for use by several threads. */
public final class Meter {

    /** Characters made or looked at that count as one step. */
    private static final int CHARACTERS_PER_STEP = 100;
    /** Values nested deeper than this are not printed: nobody reads them, and the stack is finite. */
    private static final int DEEPEST_VALUE = 60;

    /** Actions within actions, those of called templates included: each takes a piece of the stack, which is finite. */
    private static final int DEEPEST_ACTION = 400;

    private final RenderLimits limits;
    private int nesting;
    private long steps;
    private long characters;
    private long made;

    public Meter(RenderLimits limits) {
        this.limits = limits;
    }

    public void step() {
        spend(1);
    }

    /** @throws LimitExceededException if that is too much */
    public void spend(long more) {
        steps += more;
        if (steps > limits.steps()) {
            throw new LimitExceededException("more than " + limits.steps() + " steps");
        }
    }

    /** Counts characters that a function makes or looks at. */
    public void work(long length) {
        characters += length;
        if (characters >= CHARACTERS_PER_STEP) {
            spend(characters / CHARACTERS_PER_STEP);
            characters %= CHARACTERS_PER_STEP;
        }
    }

    /** Counts characters of a value that is being made, which may be kept until the end. */
    void make(long length) {
        made += length;
        if (made > limits.madeLength()) {
            throw new LimitExceededException("more than " + limits.madeLength() + " characters made");
        }
        work(length);
    }

    /** Counts a text that was made, and refuses one that is too long. */
    public String made(String text) {
        checkLength(text.length());
        make(text.length());
        return text;
    }

    /** Refuses a text or a list that would be too long. */
    public void checkLength(long length) {
        if (length > limits.textLength()) {
            throw new LimitExceededException("a value longer than " + limits.textLength());
        }
    }

    public void checkOutput(long length) {
        if (length > limits.outputLength()) {
            throw new LimitExceededException("output longer than " + limits.outputLength() + " characters");
        }
    }

    public void checkValueDepth(int depth) {
        if (depth > DEEPEST_VALUE) {
            throw new LimitExceededException("a value nested more than " + DEEPEST_VALUE + " deep");
        }
    }

    /** Goes into the body of an action or a template; {@link #leave} comes back from it. */
    public void enter() {
        nesting++;
        if (nesting > DEEPEST_ACTION) {
            throw new LimitExceededException("actions nested more than " + DEEPEST_ACTION + " deep");
        }
    }

    public void leave() {
        nesting--;
    }

    public boolean allowsDepth(int depth) {
        return depth <= limits.depth();
    }

    public int depthAllowed() {
        return limits.depth();
    }

    /** A text that grows under this meter's eyes. */
    public MeteredText text() {
        return new MeteredText(this);
    }
}
