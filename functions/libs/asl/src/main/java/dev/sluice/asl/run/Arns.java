package dev.sluice.asl.run;

import dev.sluice.asl.RequestRefused;

/** The names that things have in a region of an account. */
public record Arns(String region, String account) {
    String machine(String name) {
        return "arn:aws:states:" + region + ":" + account + ":stateMachine:" + name;
    }

    String execution(String machineArn, String name) {
        return "arn:aws:states:" + region + ":" + account + ":execution:"
                + machineArn.substring(machineArn.lastIndexOf(':') + 1) + ":" + name;
    }

    void checkMachine(String arn) {
        check(arn, "stateMachine", 7);
    }

    void checkExecution(String arn) {
        check(arn, "execution", 8);
    }

    private static void check(String arn, String kind, int parts) {
        String[] split = arn.split(":", -1);
        boolean ours =
                split.length == parts && split[0].equals("arn") && split[2].equals("states") && split[5].equals(kind);
        if (!ours) {
            throw new RequestRefused("InvalidArn", "Invalid Arn: '" + arn + "' is no ARN of kind '" + kind + "'");
        }
    }
}
