package dev.evenkeel.alertrouter.explain;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SentencePieceTest {

    private static final String SENTENCE =
            "Nobody is told before 2026-11-21T02:19:00Z: it has to fire until 2026-11-21T02:19:00.250Z, the  end.";

    @Test
    void timesStandApartFromTheWordsAndStopsAroundThem() {
        List<SentencePiece> pieces = SentencePiece.of(SENTENCE);

        assertThat(pieces.stream().map(SentencePiece::at).filter(Objects::nonNull))
                .containsExactly(Instant.parse("2026-11-21T02:19:00Z"), Instant.parse("2026-11-21T02:19:00.250Z"));
        assertThat(pieces.stream()
                        .map(piece ->
                                piece.at() == null ? piece.text() : piece.at().toString())
                        .collect(Collectors.joining()))
                .isEqualTo(SENTENCE);
    }

    @Test
    void aNameThatOnlyLooksLikeATimeStaysText() {
        assertThat(SentencePiece.of("the maintenance 2026-99-99T99:99:99Z."))
                .extracting(SentencePiece::at)
                .containsOnlyNulls();
    }
}
