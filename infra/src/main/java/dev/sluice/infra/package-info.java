/**
 * The CDK app: one stack, whose template is both what deploys to AWS and what runs on one machine.
 *
 * <p>Our rules live in constructs, so that they cannot be forgotten: {@link dev.sluice.infra.WorkQueue} always has a
 * dead-letter queue, {@link dev.sluice.infra.SluiceFunction} has no right that was not given to it by name.
 */
package dev.sluice.infra;
