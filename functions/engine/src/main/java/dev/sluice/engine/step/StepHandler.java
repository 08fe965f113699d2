package dev.sluice.engine.step;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import dev.sluice.domain.RunId;
import dev.sluice.domain.Secret;
import jakarta.inject.Named;
import java.util.Map;

/**
 * {@code step}: the Lambda tasks of run.asl.json. The input is {@code {"step", "run_id"}} with {@code task_token} for a
 * step that waits for a token and {@code outcome} for {@code finish}; the answer is what the machine's choices look at.
 */
@Named("step")
public class StepHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Admission admission;
    private final TokenSteps tokenSteps;
    private final ApprovalSteps approval;
    private final Finish finish;

    public StepHandler(Admission admission, TokenSteps tokenSteps, ApprovalSteps approval, Finish finish) {
        this.admission = admission;
        this.tokenSteps = tokenSteps;
        this.approval = approval;
        this.finish = finish;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> input, Context context) {
        RunId run = new RunId(text(input, "run_id"));
        String step = text(input, "step");
        return switch (step) {
            case "admit" -> admission.admit(run).toMap();
            case "await_cooldown" -> tokenSteps.awaitCooldown(run, token(input));
            case "ask_approval" -> tokenSteps.askApproval(run, token(input));
            case "settle_approval" -> approval.settle(run).toMap();
            case "enter_lane" -> tokenSteps.enterLane(run, token(input));
            case "finish" -> finish.finish(run, Ending.of(input.get("outcome")));
            default ->
                throw new IllegalArgumentException(
                        "step: one of admit, await_cooldown, ask_approval, settle_approval, enter_lane, finish; not "
                                + step);
        };
    }

    private static Secret token(Map<String, Object> input) {
        return new Secret(text(input, "task_token"));
    }

    private static String text(Map<String, Object> input, String field) {
        if (input.get(field) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException(field + ": a text is required in the step's input.");
    }
}
