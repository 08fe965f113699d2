/**
 * Step Functions for one machine and for tests: a small and strict interpreter of the Amazon States Language.
 *
 * <p>It knows Task, Choice, Wait, Pass, Succeed and Fail, JSONata only, and the integrations {@code lambda:invoke} and
 * {@code sqs:sendMessage}, each with {@code .waitForTaskToken}. Anything else is refused when a machine is created, with
 * the path of the field. What AWS refuses at run time is refused at run time: {@code $eval}, undefined results, fractions
 * of seconds, more than 256 KB.
 *
 * <p>{@link dev.sluice.asl.StepFunctions} is the way in; {@link dev.sluice.asl.wire.StepFunctionsHttpServer} puts it
 * behind AWS's wire protocol. The world is reached through {@link dev.sluice.asl.LambdaInvoker} and
 * {@link dev.sluice.asl.QueueSender}, and time through {@link dev.sluice.asl.time.TimeSource}, which a test can move.
 *
 * <p>One event loop does one thing after another. What it did is in the journal, forced to disk, before anybody sees it;
 * commands that wait share a write. After a crash, whatever waited goes on with the same deadlines and tokens. A call that
 * carries a token and was not confirmed is repeated with the same token; any other call that was under way has failed
 * ({@code Lambda.Unknown}, {@code SQS.SdkClientException}), and the state's Retry and Catch decide.
 *
 * <p>Known differences from AWS: roles mean nothing; a missed heartbeat is always reported as
 * {@code States.HeartbeatTimeout}, where AWS's histories have been seen to say {@code States.Timeout}; listeners hear of a
 * change at most once.
 */
package dev.sluice.asl;
