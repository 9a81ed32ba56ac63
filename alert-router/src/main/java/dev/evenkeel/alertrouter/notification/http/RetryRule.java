package dev.evenkeel.alertrouter.notification.http;

import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import dev.evenkeel.alertrouter.notification.DeliveryResult;
import dev.evenkeel.alertrouter.notification.FailureCause;

/**
 * What becomes of an answer: 2xx is success; 5xx and 429 are tried again, not before {@code Retry-After} asks for it; the
 * rest is final until the group has something new to say.
 *
 * @param alsoRetried statuses that this receiver answers although another attempt may succeed
 * @param explanation what an answer that is no success says about why; empty for nothing
 */
public record RetryRule(Set<Integer> alsoRetried, Function<HttpAnswer, String> explanation) implements AnswerRule {

    /** Nothing beyond what all receivers have in common. */
    public static final RetryRule COMMON = new RetryRule(Set.of(), HttpAnswer::body);

    private static final int LONGEST_EXCERPT = 200;

    public RetryRule alsoOn(int status) {
        var more = new TreeSet<>(alsoRetried);
        more.add(status);
        return new RetryRule(more, explanation);
    }

    public RetryRule explainedBy(Function<HttpAnswer, String> other) {
        return new RetryRule(alsoRetried, other);
    }

    @Override
    public DeliveryResult judge(HttpAnswer answer) {
        if (answer.isSuccess()) {
            return new DeliveryResult.Delivered();
        }
        String why = "unexpected status code " + answer.status() + excerpt(explanation.apply(answer));
        FailureCause cause = FailureCause.ofStatus(answer.status());
        boolean later = answer.status() / 100 == 5 || answer.status() == 429 || alsoRetried.contains(answer.status());
        return later
                ? new DeliveryResult.Failed(why, cause, answer.askedToWait())
                : new DeliveryResult.Refused(why, cause);
    }

    private static String excerpt(String explanation) {
        String text = explanation.strip();
        return text.isEmpty() ? "" : ": " + text.substring(0, Math.min(text.length(), LONGEST_EXCERPT));
    }
}
