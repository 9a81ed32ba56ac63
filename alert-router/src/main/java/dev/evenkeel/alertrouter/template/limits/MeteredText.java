package dev.evenkeel.alertrouter.template.limits;

/** A text in the making that refuses to become too long. */
public final class MeteredText {

    private final Meter meter;
    private final StringBuilder text = new StringBuilder();

    MeteredText(Meter meter) {
        this.meter = meter;
    }

    public MeteredText append(CharSequence more) {
        room(more.length());
        text.append(more);
        return this;
    }

    public MeteredText append(char c) {
        room(1);
        text.append(c);
        return this;
    }

    public MeteredText appendCodePoint(int codePoint) {
        room(1);
        text.appendCodePoint(codePoint);
        return this;
    }

    public MeteredText repeat(char c, int count) {
        if (count > 0) {
            room(count);
            text.repeat(c, count);
        }
        return this;
    }

    public int length() {
        return text.length();
    }

    private void room(int more) {
        meter.checkLength((long) text.length() + more);
        meter.make(more);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
