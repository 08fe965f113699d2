package dev.sluice.agent.database;

import java.io.IOException;

/** What came of a call of one of PostgreSQL's programs. */
public sealed interface Reply {

    /** It worked; what it printed, without the line feed at the end. */
    record Said(String output) implements Reply {}

    /** It did not; the code is one of the agent's stable error codes. */
    record Failed(String code, String message) implements Reply {}

    /** The task was interrupted meanwhile. */
    record Interrupted() implements Reply {}

    /** Goes on with what was said, or passes on what went wrong. */
    default Reply then(Next next) throws IOException, InterruptedException {
        return this instanceof Said said ? next.after(said.output()) : this;
    }

    /** What follows. */
    @FunctionalInterface
    interface Next {
        Reply after(String output) throws IOException, InterruptedException;
    }
}
