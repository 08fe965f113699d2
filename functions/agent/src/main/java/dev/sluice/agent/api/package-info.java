/** The agent's contract: HTTP, JSON, one bearer key. */
package dev.sluice.agent.api;
