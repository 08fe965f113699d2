/** Child processes: started without a shell, watched, and ended together with everything they started. */
package dev.sluice.agent.process;
