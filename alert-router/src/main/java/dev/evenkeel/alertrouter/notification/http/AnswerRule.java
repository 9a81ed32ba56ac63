package dev.evenkeel.alertrouter.notification.http;

import dev.evenkeel.alertrouter.notification.DeliveryResult;

/** What becomes of a receiver's answer. */
@FunctionalInterface
public interface AnswerRule {

    DeliveryResult judge(HttpAnswer answer);
}
