package dev.sluice.asl.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** A state to enter, with what it gets. */
record Step(String state, JsonNode input, Map<String, JsonNode> variables) {}
