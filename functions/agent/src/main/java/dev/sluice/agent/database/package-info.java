/** PostgreSQL databases: copied, made harmless, proven to be, and put in the place of others. PostgreSQL's programs do the work. */
package dev.sluice.agent.database;
