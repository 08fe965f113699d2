/** The agent's one configuration file: read strictly, refused as a whole with every fault named. */
package dev.sluice.agent.config;
