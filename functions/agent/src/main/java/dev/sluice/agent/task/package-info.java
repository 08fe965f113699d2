/** Tasks: what was asked for, how far it is, and the journal that outlives the agent's process. */
package dev.sluice.agent.task;
