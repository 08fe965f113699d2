package dev.sluice.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.domain.store.Entity;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entities as items: key attributes, revision, type, expiry, and the entity itself as the native map {@code doc}. */
final class Items {
    private Items() {}

    /** The item that a save of this entity stores: one revision further. {@link IllegalArgumentException} over 400 KB. */
    static <E extends Entity> Map<String, AttributeValue> item(E entity, Instant now) {
        ItemForm<E> form = ItemForm.of(entity);
        Map<String, AttributeValue> item =
                new HashMap<>(form.key().apply(entity).attributes());
        for (IndexKey key : form.indexes().apply(entity)) {
            item.put(key.index().partitionKey(), AttributeValue.fromS(key.partition()));
            item.put(key.index().sortKey(), AttributeValue.fromS(key.sort()));
        }
        form.expiry().end(entity, now).ifPresent(end -> item.put(TableSchema.TTL, number(end.getEpochSecond())));
        item.put(TableSchema.REVISION, number(entity.revision() + 1));
        item.put(TableSchema.TYPE, AttributeValue.fromS(form.name()));
        ObjectNode doc = DomainJson.mapper().valueToTree(entity);
        doc.remove(TableSchema.REVISION);
        item.put(TableSchema.DOC, AttributeValue.fromM(JsonAttributes.attributes(doc)));
        long size = ItemSize.of(item);
        if (size > ItemSize.MAX_BYTES) {
            throw new IllegalArgumentException("The " + form.name() + " has " + size
                    + " bytes; the table takes at most " + ItemSize.MAX_BYTES + ".");
        }
        return item;
    }

    static <E extends Entity> E entity(Class<E> type, Map<String, AttributeValue> item) {
        ObjectNode doc = JsonAttributes.object(item.get(TableSchema.DOC).m());
        doc.set(TableSchema.REVISION, JsonAttributes.node(item.get(TableSchema.REVISION)));
        try {
            return DomainJson.read(doc, type);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("The item " + ItemKey.of(item) + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Whether the item lapsed; DynamoDB deletes such items late, at times by days. */
    static boolean isLive(Map<String, AttributeValue> item, Instant now) {
        AttributeValue end = item.get(TableSchema.TTL);
        return end == null || Long.parseLong(end.n()) > now.getEpochSecond();
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
