package dev.sluice.agent.git;

import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How one commit stands to another.
 *
 * @param ahead commits that the second has and the first has not
 * @param behind commits that the first has and the second has not; 0 where the second only adds to it
 * @param subject first line of the second's message
 * @param author name of the second's author, as it stands in the commit
 */
@RegisterForReflection
public record Comparison(int ahead, int behind, String subject, String author) {}
