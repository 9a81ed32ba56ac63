package dev.evenkeel.alertrouter.notification.content;

import java.nio.charset.StandardCharsets;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TextLimitTest {

    @ParameterizedTest
    @CsvSource({"abcd,4,abcd", "abcde,4,abc…", "äöüß€,4,äöü…", "😀😀😀😀😀,4,😀😀😀…", "abcd,3,abc", "abcd,0,''"})
    void aTextIsCutToSoManyCharacters(String text, int most, String cut) {
        assertThat(TextLimit.runes(text, most)).isEqualTo(cut);
    }

    @ParameterizedTest
    @CsvSource({"abcd,4,abcd", "abcde,4,a…", "ää,3,…", "äää,5,ä…", "😀a,4,…", "abcd,2,..", "abcd,0,''"})
    void aTextIsCutToSoManyBytes(String text, int most, String cut) {
        assertThat(TextLimit.bytes(text, most)).isEqualTo(cut);
    }

    @Property
    void noTextIsLongerThanItsLimit(@ForAll String text, @ForAll @IntRange(max = 20) int most) {
        String byRunes = TextLimit.runes(text, most);
        String byBytes = TextLimit.bytes(text, most);

        assertThat(byRunes.codePointCount(0, byRunes.length())).isLessThanOrEqualTo(most);
        assertThat(byBytes.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(most);
    }
}
