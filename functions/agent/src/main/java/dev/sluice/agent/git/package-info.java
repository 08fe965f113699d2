/** The git repositories that environments come from, kept as bare mirrors; git is run as a program. */
package dev.sluice.agent.git;
