package dev.sluice.local.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * A DynamoDB table.
 *
 * @param definition AttributeDefinitions, KeySchema and GlobalSecondaryIndexes in the words of the API, which are the
 *     template's
 * @param timeToLive the attribute that holds the time to live
 */
public record TableSpec(String name, JsonNode definition, Optional<String> timeToLive) {}
