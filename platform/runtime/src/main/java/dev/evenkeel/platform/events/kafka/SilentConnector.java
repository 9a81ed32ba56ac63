package dev.evenkeel.platform.events.kafka;

import java.util.concurrent.Flow;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Stands in for Kafka's connector while events travel over HTTP: the channels exist in the program, so they must end
 * somewhere, and here they end in silence.
 */
@ApplicationScoped
@Connector(SilentConnector.NAME)
public class SilentConnector implements InboundConnector, OutboundConnector {

    static final String NAME = "evenkeel-silent";

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channel) {
        return Multi.createFrom().nothing();
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        return new Silence();
    }

    /** Nothing is sent here; what were sent all the same must be seen to be lost, not acknowledged. */
    private static final class Silence implements Flow.Subscriber<Message<?>> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Message<?> message) {
            message.nack(new IllegalStateException("Events do not travel over Kafka: evenkeel.events.transport"));
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("The channel to Kafka failed while it was not in use", failure);
        }

        @Override
        public void onComplete() {
            // The service is stopping.
        }
    }
}
