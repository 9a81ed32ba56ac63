package dev.evenkeel.platform.web;

import java.util.List;
import java.util.Optional;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PagingTest {

    @Provide
    Arbitrary<List<String>> keys() {
        return Arbitraries.strings()
                .excludeChars('\0')
                .filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF))
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    @Property
    void aCursorComesBackAsItWas(@ForAll("keys") List<String> key) {
        String word = new Cursor(key).encode();

        assertThat(Cursor.decode(word)).contains(new Cursor(key));
        assertThat(word).matches("[A-Za-z0-9_-]+");
    }

    @Property
    void anyWordIsACursorOrRefused(@ForAll String word) {
        try {
            PageRequest.of(10, word);
        } catch (ProblemException refused) {
            assertThat(refused.problem().status()).isEqualTo(400);
        }
    }

    @Example
    void withoutParametersItIsTheFirstHundred() {
        assertThat(PageRequest.of(null, null)).isEqualTo(new PageRequest(100, Optional.empty()));
    }

    @Example
    void aLimitOutOfRangeIsRefused() {
        assertThatThrownBy(() -> PageRequest.of(0, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> PageRequest.of(501, null)).isInstanceOf(ProblemException.class);
    }

    @Example
    void aPageEndsWhereTheNextBegins() {
        PageRequest request = PageRequest.of(2, null);

        Page<String> page = Page.of(request, List.of("a", "b", "c"), Cursor::after);

        assertThat(page.items()).containsExactly("a", "b");
        assertThat(PageRequest.of(2, page.next()).after()).contains(Cursor.after("b"));
    }

    @Example
    void aListSortedByANumberReadsOnFromIt() {
        assertThat(PageRequest.of(2, Cursor.after("17").encode()).afterNumber()).hasValue(17);
        assertThat(PageRequest.of(2, null).afterNumber()).isEmpty();
    }

    @Example
    void aCursorOfAnotherListIsRefusedByOneSortedByANumber() {
        PageRequest text = PageRequest.of(2, Cursor.after("shop").encode());
        PageRequest two = PageRequest.of(2, Cursor.after("17", "18").encode());

        assertThatThrownBy(text::afterNumber).isInstanceOf(ProblemException.class);
        assertThatThrownBy(two::afterNumber).isInstanceOf(ProblemException.class);
    }

    @Example
    void theLastPageHasNoNext() {
        Page<String> page = Page.of(PageRequest.of(2, null), List.of("a", "b"), Cursor::after);

        assertThat(page.next()).isNull();
    }
}
