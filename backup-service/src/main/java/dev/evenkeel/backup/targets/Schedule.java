package dev.evenkeel.backup.targets;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

/** When a target is backed up without being asked. */
public sealed interface Schedule {

    /**
     * When the next backup is due.
     *
     * @param last when the last one began, if there was any
     * @param since from when on this schedule has been known
     * @return empty for never
     */
    Optional<Instant> due(Optional<Instant> last, Instant since);

    /** Only when somebody asks. */
    record OnRequest() implements Schedule {
        @Override
        public Optional<Instant> due(Optional<Instant> last, Instant since) {
            return Optional.empty();
        }
    }

    /** At most this long after the last one began; at once if there is none. */
    record Every(Duration interval) implements Schedule {
        @Override
        public Optional<Instant> due(Optional<Instant> last, Instant since) {
            return Optional.of(last.map(begun -> begun.plus(interval)).orElse(since));
        }
    }

    /** By the clock; a time that passed while the service was away is made up for. */
    record At(Cron cron, ZoneId zone) implements Schedule {

        /**
         * @param expression the five fields of crontab(5)
         * @throws IllegalArgumentException if it is none; the message says why
         */
        public static At parse(String expression, ZoneId zone) {
            CronParser parser = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
            return new At(parser.parse(expression).validate(), zone);
        }

        @Override
        public Optional<Instant> due(Optional<Instant> last, Instant since) {
            ZonedDateTime from = last.orElse(since).atZone(zone);
            return ExecutionTime.forCron(cron).nextExecution(from).map(ZonedDateTime::toInstant);
        }
    }
}
