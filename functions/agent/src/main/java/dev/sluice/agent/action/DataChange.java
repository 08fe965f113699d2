package dev.sluice.agent.action;

import dev.sluice.agent.build.Filestore;
import dev.sluice.agent.config.DatabaseConfig;
import dev.sluice.agent.database.Postgres;
import dev.sluice.agent.database.Replacement;
import dev.sluice.agent.database.Reply;
import dev.sluice.agent.process.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** The target's side of a change of data: its database, its filestore, and what is about to come in. */
record DataChange(Attempt attempt, Replacement.Kind kind) {

    /** Of a database on the target's server. */
    Replacement replacement() throws IOException {
        return replacement(attempt.runner());
    }

    /** The same for the way back, which no interruption may stop. */
    Replacement replacementForSure() throws IOException {
        return replacement(attempt.uninterrupted());
    }

    private Replacement replacement(CommandRunner runner) throws IOException {
        return new Replacement(
                postgres(own(), runner), kind, attempt.order().id().value());
    }

    Postgres postgres(DatabaseConfig database, CommandRunner runner) throws IOException {
        Files.createDirectories(attempt.scratch());
        return new Postgres(
                database,
                new Postgres.Means(
                        runner,
                        attempt.log(),
                        attempt.workshop().surroundings().agentEnvironment(),
                        attempt.scratch()));
    }

    Postgres target() throws IOException {
        return postgres(own(), attempt.runner());
    }

    private DatabaseConfig own() throws IOException {
        return attempt.environment()
                .site()
                .data()
                .database()
                .orElseThrow(
                        () -> new IOException(attempt.environment().id() + " has no database in its configuration"));
    }

    Optional<Filestore> filestore() {
        String task = attempt.order().id().value();
        return attempt.environment().site().data().filestore().map(folder -> new Filestore(folder, task));
    }

    static StepResult result(Reply reply) {
        if (reply instanceof Reply.Failed failed) {
            return StepResult.failed(failed.code(), failed.message());
        }
        return reply instanceof Reply.Said ? new StepResult.Done() : new StepResult.Interrupted();
    }
}
