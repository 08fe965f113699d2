/** Builds on disk: sealed with a digest, kept, served through one link, and deleted when they are old. */
package dev.sluice.agent.build;
