package dev.sluice.agent.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sluice.agent.config.ConfigReading.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the configuration file. Looks at nothing but that file and the key file that it names. */
public final class AgentConfigReader {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final List<Problem> problems = new ArrayList<>();

    private AgentConfigReader() {}

    /** Reads the file; never throws for what is in it, or for its absence. */
    public static ConfigReading read(Path file) {
        JsonNode root;
        try {
            root = YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            String at =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            return rejected(file.toString(), "is not valid YAML" + at + ": " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            return rejected(
                    file.toString(), "cannot be read (" + e.getClass().getSimpleName() + "); it must be a file");
        }
        if (root == null || !root.isObject()) {
            return rejected(file.toString(), "must be a mapping with api_key, data and environments");
        }
        return new AgentConfigReader().read(root);
    }

    /** The lines after the first quote the file, which may hold the key. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }

    private static ConfigReading rejected(String path, String message) {
        return new ConfigReading.Rejected(List.of(new Problem(path, message)));
    }

    private ConfigReading read(JsonNode root) {
        Fields fields = new Fields("", root, problems);
        Optional<ApiKey> key = key(fields);
        Optional<Path> data =
                fields.required("data", "an absolute path for the agent's own files", Fields::absolutePath);
        Map<EnvironmentId, EnvironmentConfig> environments = environments(fields);
        fields.refuseUnknown();
        data.ifPresent(folder -> checkFolders(folder, environments));
        checkData(environments);
        if (!problems.isEmpty() || key.isEmpty() || data.isEmpty()) {
            return new ConfigReading.Rejected(problems);
        }
        return new ConfigReading.Accepted(new AgentConfig(key.get(), data.get(), environments));
    }

    private Optional<ApiKey> key(Fields fields) {
        boolean inline = fields.has("api_key");
        boolean file = fields.has("api_key_file");
        if (inline == file) {
            fields.problem("api_key", "give exactly one of api_key and api_key_file");
            return Optional.empty();
        }
        return inline ? fields.parsed("api_key", ApiKey::new) : fields.parsed("api_key_file", this::keyFrom);
    }

    private ApiKey keyFrom(String file) {
        try {
            return new ApiKey(Files.readString(Fields.absolutePath(file)).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read (" + e.getClass().getSimpleName() + ")", e);
        }
    }

    private Map<EnvironmentId, EnvironmentConfig> environments(Fields fields) {
        Map<EnvironmentId, EnvironmentConfig> found = new LinkedHashMap<>();
        if (!fields.has("environments")) {
            fields.problem("environments", "is missing; a mapping from an id to each environment");
        }
        fields.nested("environments").ifPresent(all -> {
            for (Map.Entry<String, JsonNode> entry : all.entries()) {
                environment(all, entry.getKey()).ifPresent(config -> found.put(config.id(), config));
            }
        });
        return found;
    }

    private Optional<EnvironmentConfig> environment(Fields all, String name) {
        Optional<EnvironmentId> id = EnvironmentId.parse(name);
        if (id.isEmpty()) {
            all.problem(name, "is no environment id; use 1 to 63 lowercase letters, digits and dashes");
        }
        return all.entry(name)
                .flatMap(fields -> EnvironmentFields.read(name, fields))
                .filter(config -> id.isPresent());
    }

    /** A clone replaces the target's data, so nobody else's may be there. */
    private void checkData(Map<EnvironmentId, EnvironmentConfig> environments) {
        List<EnvironmentConfig> all = List.copyOf(environments.values());
        for (int i = 0; i < all.size(); i++) {
            EnvironmentConfig.Data mine = all.get(i).site().data();
            for (EnvironmentConfig other : all.subList(0, i)) {
                EnvironmentConfig.Data theirs = other.site().data();
                String end = "is that of " + other.id() + " already; give each its own";
                String path = "environments." + all.get(i).id();
                if (mine.database().isPresent()
                        && theirs.database().isPresent()
                        && mine.database()
                                .get()
                                .location()
                                .isSameAs(theirs.database().get().location())) {
                    problems.add(new Problem(path + ".database", end));
                }
                if (mine.filestore().isPresent() && mine.filestore().equals(theirs.filestore())) {
                    problems.add(new Problem(path + ".filestore", end));
                }
            }
        }
    }

    private void checkFolders(Path data, Map<EnvironmentId, EnvironmentConfig> environments) {
        Map<Path, EnvironmentId> owners = new LinkedHashMap<>();
        environments.forEach((id, config) -> {
            Path folder = config.site().folder();
            String path = "environments." + id + ".folder";
            if (folder.startsWith(data)) {
                problems.add(new Problem(path, "must not lie inside the data folder"));
            }
            EnvironmentId other = owners.putIfAbsent(folder, id);
            if (other != null) {
                problems.add(new Problem(path, "is the folder of " + other + " already; give each its own"));
            }
        });
    }
}
