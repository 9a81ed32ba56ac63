/**
 * Telling a receiver: when a notification is due given what was notified before, what it contains, and what became of
 * it. How a channel is spoken to lives in the packages below; when a group is looked at lives in {@code grouping}.
 *
 * <p>A channel is a package with four classes, {@code webhook} the simplest of them:
 *
 * <ul>
 *   <li>{@code XSettings}, a record of what one entry of {@code x_configs} says, with an {@code HttpSettings};
 *   <li>{@code XSettingsReader}, whose {@code of(GlobalSettings)} gives a {@code ChannelReader}: every field is asked for
 *       once through {@code Fields}, which knows files, secrets and URLs and refuses the rest; it is listed in
 *       {@code config.ReceiverReader}, and what is {@code global} of it is in {@code GlobalSettings};
 *   <li>{@code XMessage}, which writes {@code ChannelRequest}s from the settings and a {@code NotificationContent}
 *       (templated texts and trees, the group's hash), with {@code TextLimit} and {@code JsonFields}: plain Java, tested
 *       without a container; what cannot be sent is an {@code UnsendableException};
 *   <li>{@code XNotifier}, a bean that hands these to {@code ChannelHttp} with the channel's {@code RetryRule}.
 * </ul>
 *
 * <p>A channel that can also tell what is about no alerts, such as a report, has an {@code AnnouncementNotifier}.
 *
 * <p>Default texts are in {@code notification-templates}, tables for users in {@code docs/receivers.md}, and
 * {@code ReceiversDropInTest} compares requests with those of a real Alertmanager.
 */
package dev.evenkeel.alertrouter.notification;
