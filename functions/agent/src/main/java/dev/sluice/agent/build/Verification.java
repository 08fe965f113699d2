package dev.sluice.agent.build;

/** What came of looking at a build's files again. */
public sealed interface Verification {

    /** They are what was sealed. */
    record Intact(SealedBuild build) implements Verification {}

    /** There is no such build, or no longer. */
    record Missing() implements Verification {}

    /**
     * Somebody changed them on disk.
     *
     * @param how for people; follows "the files were changed: "
     */
    record Changed(String how) implements Verification {}
}
