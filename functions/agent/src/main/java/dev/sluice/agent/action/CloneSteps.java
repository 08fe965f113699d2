package dev.sluice.agent.action;

import dev.sluice.agent.build.Filestore;
import dev.sluice.agent.config.DatabaseConfig;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentKind;
import dev.sluice.agent.config.Neutralization;
import dev.sluice.agent.database.Neutralizer;
import dev.sluice.agent.database.Postgres;
import dev.sluice.agent.database.Replacement;
import dev.sluice.agent.database.Reply;
import dev.sluice.agent.process.BaseEnvironment;
import dev.sluice.agent.process.Command;
import dev.sluice.agent.process.CommandOutcome;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.StepName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The steps that make a harmless copy of the source's data beside the target's. None of them touches what the target uses. */
final class CloneSteps {

    private final Attempt attempt;
    private final Action.Clone action;
    private final EnvironmentConfig source;
    private final DatabaseConfig sourceDatabase;
    private final DataChange change;
    private final Optional<Neutralizer> neutralizer;
    private String owner = "";

    /** @param source has a database */
    CloneSteps(Attempt attempt, Action.Clone action, EnvironmentConfig source) throws IOException {
        this.attempt = attempt;
        this.action = action;
        this.source = source;
        this.sourceDatabase = source.site().data().database().orElseThrow();
        this.change = new DataChange(attempt, Replacement.Kind.FRESH);
        this.neutralizer = action.neutralize() ? Optional.of(neutralizer()) : Optional.empty();
    }

    List<Step> all() {
        return List.of(
                step(StepName.PREPARE, this::prepare),
                step(StepName.DUMP, () -> DataChange.result(source().dump(dump()))),
                step(StepName.RESTORE, () -> DataChange.result(change.target().restore(dump(), fresh(), owner))),
                step(StepName.COPY_FILESTORE, this::copyFilestore),
                step(StepName.NEUTRALIZE, () -> neutral(Neutralizer::neutralize)),
                step(StepName.PROBE, () -> neutral(Neutralizer::probe)));
    }

    @FunctionalInterface
    private interface Work {
        StepResult run() throws IOException, InterruptedException;
    }

    private record Named(StepName name, Work work) implements Step {
        @Override
        public StepResult run() throws IOException, InterruptedException {
            return work.run();
        }
    }

    private static Step step(StepName name, Work work) {
        return new Named(name, work);
    }

    private StepResult prepare() throws IOException, InterruptedException {
        if (attempt.environment().label().kind() == EnvironmentKind.PRODUCTION) {
            return StepResult.failed(
                    "production_target", attempt.environment().id() + " is production; its data is never overwritten");
        }
        Replacement replacement = change.replacement();
        return DataChange.result(identity(source(), sourceDatabase.location().name())
                .then(theirs -> identity(
                                change.target(), change.target().location().name())
                        .then(ours -> theirs.equals(ours)
                                ? new Reply.Failed("same_database", "source and target are the same database")
                                : replacement.owner()))
                .then(role -> {
                    owner = role;
                    return locale();
                })
                .then(like -> replacement.create(owner, like)));
    }

    /** One server may have several addresses, so these are not compared. */
    private static Reply identity(Postgres postgres, String database) throws IOException, InterruptedException {
        return postgres.query(
                "postgres",
                "SELECT oid || ' ' || extract(epoch FROM pg_postmaster_start_time()) FROM pg_database WHERE datname = '"
                        + database + "'");
    }

    private Reply locale() throws IOException, InterruptedException {
        return source().query(
                        sourceDatabase.location().name(),
                        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database"
                                + " WHERE datname = current_database()");
    }

    private StepResult copyFilestore() throws IOException, InterruptedException {
        Optional<Path> from = source.site().data().filestore();
        Optional<Filestore> to = change.filestore();
        if (!action.includeFilestore()) {
            return new StepResult.Skipped();
        } else if (from.isEmpty() || to.isEmpty()) {
            return StepResult.failed("not_configured", "source and target both need a filestore in the configuration");
        }
        to.get().discard();
        CommandOutcome copied = copy(from.get(), to.get().fresh());
        if (copied instanceof CommandOutcome.Exited exited && exited.code() != 0) {
            // a file that went away meanwhile is no fault of the copy
            copied = copy(from.get(), to.get().fresh());
        }
        if (copied instanceof CommandOutcome.Interrupted) {
            return new StepResult.Interrupted();
        } else if (!copied.succeeded()) {
            return StepResult.failed(
                    "filestore_failed", "the filestore " + from.get() + " could not be copied; see the log");
        }
        int left = to.get().settle();
        attempt.log().remark("copied the filestore without " + left + " links and other things that are no files");
        return new StepResult.Done();
    }

    /** Shares blocks where the file system can; never hard links, through which the target could write to the source's files. */
    private CommandOutcome copy(Path from, Path to) throws InterruptedException {
        List<String> arguments = List.of(
                "cp",
                "--recursive",
                "--no-dereference",
                "--preserve=mode,timestamps",
                "--reflink=auto",
                "--",
                from + "/.",
                to.toString());
        Command command = new Command(
                arguments,
                attempt.scratch(),
                BaseEnvironment.of(attempt.workshop().surroundings().agentEnvironment()),
                sourceDatabase.timeout(),
                Command.Leftovers.END);
        return attempt.runner().run(command, attempt.log());
    }

    @FunctionalInterface
    private interface Treatment {
        Reply of(Neutralizer neutralizer) throws IOException, InterruptedException;
    }

    private StepResult neutral(Treatment treatment) throws IOException, InterruptedException {
        return neutralizer.isEmpty() ? new StepResult.Skipped() : DataChange.result(treatment.of(neutralizer.get()));
    }

    private Neutralizer neutralizer() throws IOException {
        Neutralization profile = attempt.environment()
                .site()
                .data()
                .neutralization()
                .orElseThrow(
                        () -> new IOException(attempt.environment().id() + " has no neutralize in its configuration"));
        String url = attempt.environment().label().url().orElse("http://localhost");
        return new Neutralizer(change.target(), fresh(), profile, url);
    }

    private Postgres source() throws IOException {
        return change.postgres(sourceDatabase, attempt.runner());
    }

    private String fresh() throws IOException {
        return change.replacement().fresh();
    }

    private Path dump() {
        return attempt.scratch().resolve("dump");
    }
}
