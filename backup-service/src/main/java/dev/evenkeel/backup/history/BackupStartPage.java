package dev.evenkeel.backup.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;

import dev.evenkeel.backup.rpo.RpoService;
import dev.evenkeel.backup.rpo.RpoStanding;
import dev.evenkeel.backup.runs.BackupRun;
import dev.evenkeel.backup.runs.RunStore;
import dev.evenkeel.backup.targets.BackupConfiguration;
import dev.evenkeel.backup.targets.Target;
import dev.evenkeel.platform.configuration.LiveConfiguration;
import dev.evenkeel.platform.pages.PageFormats;
import dev.evenkeel.platform.pages.StartPage;

/** How old the last backup of each target is, whether it was proven, and how the last attempts went. */
@ApplicationScoped
class BackupStartPage implements StartPage {

    private static final int ATTEMPTS = 25;

    private final LiveConfiguration<BackupConfiguration> configuration;
    private final RunStore runs;
    private final ProofStore proofs;
    private final RpoService objectives;
    private final Clock clock;

    BackupStartPage(
            LiveConfiguration<BackupConfiguration> configuration,
            RunStore runs,
            ProofStore proofs,
            RpoService objectives,
            Clock clock) {
        this.configuration = configuration;
        this.runs = runs;
        this.proofs = proofs;
        this.objectives = objectives;
        this.clock = clock;
    }

    /**
     * A target.
     *
     * @param kind of the tile: ok, warn or bad
     * @param age of the last backup in words
     * @param proof what was last proven, in words
     * @param objective how it stands with its recovery point objective, in words; empty without one
     */
    record TargetLine(String name, String kind, String age, String proof, String objective) {}

    /** An attempt; what is not known is empty. */
    record Attempt(
            String id,
            String target,
            String kind,
            String state,
            Instant begun,
            String took,
            String content,
            String stored,
            String error) {}

    /** Everything the template needs, worked out. */
    record Content(List<TargetLine> targets, List<Attempt> attempts) {}

    @CheckedTemplate(basePath = "backup")
    static final class Templates {

        static native TemplateInstance start(Content content);
    }

    @Override
    public Uni<TemplateInstance> render() {
        return Uni.combine()
                .all()
                .unis(
                        runs.latest(),
                        runs.newest(null, RunStore.Place.NEWEST, ATTEMPTS),
                        proofs.latest(),
                        objectives.standings())
                .asTuple()
                .map(found -> Templates.start(new Content(
                        configuration.current().targets().stream()
                                .map(target -> line(target, found.getItem1(), found.getItem3(), found.getItem4()))
                                .toList(),
                        found.getItem2().stream().map(BackupStartPage::attempt).toList())));
    }

    private TargetLine line(
            Target target, List<BackupRun> latest, List<ProofStore.Proof> proven, List<RpoStanding> standings) {
        Comparator<BackupRun> byAge = Comparator.comparing(BackupRun::begunAt);
        List<BackupRun> own = latest.stream()
                .filter(run -> run.target().equals(target.name()))
                .toList();
        Optional<Instant> completed = own.stream()
                .filter(run -> run.state() == BackupRun.State.COMPLETED)
                .max(byAge)
                .flatMap(BackupRun::endedAt);
        boolean failing = own.stream()
                .max(byAge)
                .filter(run -> run.state() == BackupRun.State.FAILED)
                .isPresent();
        Optional<ProofStore.Proof> proof = proven.stream()
                .filter(candidate -> candidate.target().equals(target.name()))
                .findFirst();
        Optional<RpoStanding> objective = standings.stream()
                .filter(standing -> standing.target().equals(target.name()))
                .findFirst();
        boolean bad = completed.isEmpty()
                || proof.filter(last -> !last.passed()).isPresent()
                || objective.filter(RpoStanding::isBreached).isPresent();
        return new TargetLine(
                target.name(),
                bad ? "bad" : failing ? "warn" : "ok",
                completed.map(this::ago).orElse("never"),
                proof.map(last ->
                                last.method() + " " + (last.passed() ? "passed " : "failed ") + ago(last.at()) + " ago")
                        .orElse("never verified"),
                objective.map(BackupStartPage::inWords).orElse(""));
    }

    private static String inWords(RpoStanding standing) {
        return standing.promised()
                .map(rpo -> (standing.isBreached() ? "promised at most " : "within the promised ")
                        + PageFormats.inWords(rpo.within()))
                .orElse("");
    }

    private String ago(Instant at) {
        return PageFormats.inWords(Duration.between(at, clock.instant()));
    }

    private static Attempt attempt(BackupRun run) {
        String kind = switch (run.state()) {
            case RUNNING -> "info";
            case COMPLETED -> "ok";
            case FAILED -> "bad";
        };
        return new Attempt(
                run.id().text(),
                run.target(),
                kind,
                run.state().name().toLowerCase(Locale.ROOT),
                run.begunAt(),
                run.endedAt()
                        .map(end -> PageFormats.inWords(Duration.between(run.begunAt(), end)))
                        .orElse(""),
                PageFormats.bytes(run.contentBytes()),
                run.storedBytes() > 0 ? PageFormats.bytes(run.storedBytes()) : "",
                run.error().orElse(""));
    }
}
