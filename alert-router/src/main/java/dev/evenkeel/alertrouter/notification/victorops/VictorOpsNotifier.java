package dev.evenkeel.alertrouter.notification.victorops;

import jakarta.inject.Singleton;

import dev.evenkeel.alertrouter.notification.content.ContentService;
import dev.evenkeel.alertrouter.notification.http.ChannelHttp;
import dev.evenkeel.alertrouter.notification.http.HttpNotifier;
import dev.evenkeel.alertrouter.notification.http.RetryRule;

/** Opens and closes incidents at VictorOps. */
@Singleton
class VictorOpsNotifier extends HttpNotifier<VictorOpsSettings> {

    VictorOpsNotifier(ChannelHttp http, ContentService contents) {
        super(VictorOpsSettings.class, RetryRule.COMMON, VictorOpsMessage::of, http, contents);
    }
}
