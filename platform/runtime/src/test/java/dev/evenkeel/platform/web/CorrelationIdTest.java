package dev.evenkeel.platform.web;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelationIdTest {

    @Property
    void whatIsAcceptedCannotForgeALogLine(@ForAll String given) {
        CorrelationId.accept(given).ifPresent(id -> assertThat(id).matches("[A-Za-z0-9._:-]{1,128}"));
    }

    @Example
    void aMadeIdIsAccepted() {
        String made = CorrelationId.make();

        assertThat(CorrelationId.accept(made)).contains(made);
    }

    @Example
    void aMisplacedKeyIsNotTakenForAnId() {
        assertThat(CorrelationId.accept("ek_abc_def")).isEmpty();
    }
}
