package dev.sluice.local.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.local.io.Json;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** The event that AWS makes of a batch of messages. */
final class SqsEvent {

    private SqsEvent() {}

    static byte[] of(List<Message> batch, String queueArn, String region) {
        ObjectNode event = Json.object();
        ArrayNode records = event.putArray("Records");
        for (Message message : batch) {
            ObjectNode one = records.addObject();
            one.put("messageId", message.messageId());
            one.put("receiptHandle", message.receiptHandle());
            one.put("body", message.body());
            ObjectNode attributes = one.putObject("attributes");
            message.attributesAsStrings().forEach(attributes::put);
            ObjectNode custom = one.putObject("messageAttributes");
            message.messageAttributes().forEach((name, value) -> custom.set(name, attribute(value)));
            one.put("md5OfBody", message.md5OfBody());
            one.put("eventSource", "aws:sqs");
            one.put("eventSourceARN", queueArn);
            one.put("awsRegion", region);
        }
        return Json.bytes(event);
    }

    private static ObjectNode attribute(MessageAttributeValue value) {
        ObjectNode node = Json.object();
        if (value.stringValue() != null) {
            node.put("stringValue", value.stringValue());
        }
        if (value.binaryValue() != null) {
            node.put(
                    "binaryValue",
                    Base64.getEncoder().encodeToString(value.binaryValue().asByteArray()));
        }
        node.putArray("stringListValues");
        node.putArray("binaryListValues");
        return node.put(
                "dataType",
                value.dataType().substring(0, 1).toUpperCase(Locale.ROOT)
                        + value.dataType().substring(1));
    }
}
