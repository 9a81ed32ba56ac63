package dev.evenkeel.platform.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;

import jakarta.inject.Inject;

import io.quarkus.test.common.QuarkusTestResource;
import io.vertx.mutiny.sqlclient.Pool;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.evenkeel.platform.events.format.EventFormat;
import dev.evenkeel.testing.ServiceTest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

@ServiceTest
@QuarkusTestResource(value = EventsOverKafka.class, restrictToAnnotatedClass = true)
class EventsOverKafkaTest {

    private static final String TOPIC = "evenkeel.events";

    KafkaBroker broker;

    @Inject
    Pool pool;

    @Inject
    Outbox outbox;

    @BeforeEach
    void nothingReceived() {
        pool.query(NotingHandler.TABLE).executeAndAwait();
        pool.query("truncate note, inbox_event, outbox_delivery, outbox_event").executeAndAwait();
    }

    @Test
    void anEventGoesToTheTopicUnderItsSubjectAndComesBackToItsHandler() {
        CloudEvent event = event("there-and-back", "Zürich", "{\"a\":1}");

        append(event);

        awaitNotes("there-and-back Zürich {\"a\":1}");
        ConsumerRecord<String, String> record = records(TOPIC).stream()
                .filter(r -> r.value().equals("{\"a\":1}"))
                .findFirst()
                .orElseThrow();
        assertThat(record.key()).isEqualTo("Zürich");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_id")).isEqualTo("there-and-back");
        assertThat(header(record, "ce_subject")).isEqualTo("Zürich");
        assertThat(header(record, "ce_type")).isEqualTo(NotingHandler.TYPE);
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        awaitDelivered(1);
    }

    @Test
    void anEventThatComesAgainDoesNothing() throws Exception {
        CloudEvent event = event("again", "api", "{}");
        CloudEvent last = event("last", "api", "{}");

        produce(event, event, event, last);

        awaitNotes("again api {}", "last api {}");
    }

    @Test
    void anEventInStructuredModeIsTaken() throws Exception {
        ProducerRecord<String, String> record =
                new ProducerRecord<>(TOPIC, "api", EventFormat.structured(event("structured", "api", "{}")));
        record.headers().add("content-type", EventFormat.STRUCTURED.getBytes(StandardCharsets.UTF_8));

        send(record);

        awaitNotes("structured api {}");
    }

    @Test
    void whatCanNeverBeTakenIsSetAsideAndHoldsNothingBack() throws Exception {
        send(new ProducerRecord<>(TOPIC, "api", "no event at all"));
        produce(event("not-an-object", "api", "[]"), event("fine", "api", "{}"));

        awaitNotes("fine api {}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(records("evenkeel.events.refused"))
                        .extracting(ConsumerRecord::value)
                        .contains("no event at all", "[]"));
    }

    @Test
    void whileTheBrokerIsDownEventsWaitAndThenArriveInOrder() {
        append(event("warm", "api", "{}"));
        awaitDelivered(1);
        broker.kill();
        for (int i = 1; i <= 3; i++) {
            append(event("down-" + i, "api", "{}"));
        }
        given().get("/q/health/live").then().statusCode(200);

        broker.start();

        awaitDelivered(4);
        awaitNotes("warm api {}", "down-1 api {}", "down-2 api {}", "down-3 api {}");
    }

    @Test
    void theServiceIsReady() {
        given().get("/q/health/ready").then().statusCode(200).body("status", is("UP"));
    }

    private void append(CloudEvent event) {
        pool.withTransaction(tx -> outbox.append(tx, event)).await().indefinitely();
    }

    private void awaitDelivered(int number) {
        Awaitility.await(number + " delivered")
                .atMost(Duration.ofSeconds(90))
                .until(() -> pool.query("select from outbox_delivery where state = 'delivered'")
                                .executeAndAwait()
                                .rowCount()
                        == number);
    }

    private void awaitNotes(String... notes) {
        Awaitility.await("notes")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(notes()).containsExactly(notes));
    }

    private List<String> notes() {
        return StreamSupport.stream(
                        pool.query("select id || ' ' || subject || ' ' || data from note order by ctid")
                                .executeAndAwait()
                                .spliterator(),
                        false)
                .map(row -> row.getString(0))
                .toList();
    }

    private void produce(CloudEvent... events) throws ExecutionException, InterruptedException {
        for (CloudEvent event : events) {
            ProducerRecord<String, String> record = new ProducerRecord<>(TOPIC, event.subject(), event.data());
            EventFormat.KAFKA
                    .headers(event)
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            send(record);
        }
    }

    private void send(ProducerRecord<String, String> record) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address()), new StringSerializer(), new StringSerializer())) {
            producer.send(record).get();
        }
    }

    /** Everything that is in a topic by now. */
    private List<ConsumerRecord<String, String>> records(String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.address(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            consumer.assign(consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList());
            consumer.seekToBeginning(consumer.assignment());
            long end = consumer.endOffsets(consumer.assignment()).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            Instant limit = Instant.now().plusSeconds(10);
            while (records.size() < end && Instant.now().isBefore(limit)) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static String header(ConsumerRecord<String, String> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static CloudEvent event(String id, String subject, String data) {
        return new CloudEvent(
                id, "/evenkeel/bare-service", NotingHandler.TYPE, subject, Instant.parse("2026-11-21T03:00:00Z"), data);
    }
}
