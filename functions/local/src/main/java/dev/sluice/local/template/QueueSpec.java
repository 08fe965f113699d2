package dev.sluice.local.template;

import java.util.Map;

/** An SQS queue; the attributes are those of the API's CreateQueue, its names and texts. */
public record QueueSpec(String name, String arn, Map<String, String> attributes) {

    public QueueSpec {
        attributes = Map.copyOf(attributes);
    }

    /** Whether this one sends what cannot be worked off to another: that other one has to exist first. */
    public boolean hasDeadLetters() {
        return attributes.containsKey("RedrivePolicy");
    }
}
