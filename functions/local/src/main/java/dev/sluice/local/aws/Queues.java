package dev.sluice.local.aws;

import dev.sluice.local.template.QueueSpec;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Makes the template's queues where they are absent, and knows their addresses. */
public final class Queues {

    private final SqsClient sqs;
    private final URI endpoint;
    private final String account;

    public Queues(SqsClient sqs, URI endpoint, String account) {
        this.sqs = sqs;
        this.endpoint = endpoint;
        this.account = account;
    }

    /** Makes what is missing; an existing queue keeps its messages and takes the template's settings. */
    public void make(List<QueueSpec> queues) {
        List<String> present =
                sqs.listQueues().queueUrls().stream().map(Queues::name).toList();
        // a queue that parks messages in another needs that one to be there
        var ordered = queues.stream()
                .sorted(Comparator.comparing(QueueSpec::hasDeadLetters))
                .toList();
        for (QueueSpec queue : ordered) {
            if (present.contains(queue.name())) {
                sqs.setQueueAttributes(it -> it.queueUrl(url(queue.name())).attributes(changeable(queue)));
            } else {
                sqs.createQueue(it -> it.queueName(queue.name()).attributesWithStrings(queue.attributes()));
            }
        }
    }

    /** Where a queue is now: the endpoint's port may be another one than when the URL was written down. */
    public String url(String name) {
        return endpoint + "/" + account + "/" + name;
    }

    /** The name at the end of a queue's URL. */
    public static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static Map<QueueAttributeName, String> changeable(QueueSpec queue) {
        return queue.attributes().entrySet().stream()
                .filter(attribute -> !attribute.getKey().equals("FifoQueue"))
                .collect(Collectors.toMap(it -> QueueAttributeName.fromValue(it.getKey()), Map.Entry::getValue));
    }
}
