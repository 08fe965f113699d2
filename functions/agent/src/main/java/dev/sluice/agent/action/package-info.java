/**
 * How actions are carried out: a plan is a list of steps that can be cancelled, then a list that is either finished or undone.
 */
package dev.sluice.agent.action;
