package dev.sluice.api.project;

import dev.sluice.api.http.Inputs;
import dev.sluice.api.http.Json;
import dev.sluice.domain.EnvironmentId;
import dev.sluice.domain.Fields;
import dev.sluice.domain.Names;
import dev.sluice.domain.ProjectId;
import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import dev.sluice.domain.project.Arrival;
import dev.sluice.domain.project.Environment;
import dev.sluice.domain.project.EnvironmentKind;
import dev.sluice.domain.project.Platform;
import dev.sluice.domain.run.Build;
import dev.sluice.domain.run.RunFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An environment's JSON, read and written. The platform's key is sealed the moment it is read. */
@ApplicationScoped
class EnvironmentText {
    private static final Pattern FOREIGN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,1000}");

    /** A key that only reads ({@code oec_live_ro_}) deploys nothing. */
    private static final Pattern OEC_KEY = Pattern.compile("oec_live_rw_[A-Za-z0-9_-]{1,200}");

    private static final String OEC_KEY_FORM =
            "A key of oec.sh with full access: oec_live_rw_ and letters, digits, hyphens or underscores.";
    private static final String WEB_ADDRESS = "An http or https address without user, query and fragment.";

    private final Vault vault;

    EnvironmentText(Vault vault) {
        this.vault = vault;
    }

    Environment create(ProjectId project, Map<String, Object> json) {
        Fields fields = Fields.of(json);
        String id = fields.requiredText("id", 40);
        if (!id.isEmpty() && !Names.isSlug(id)) {
            fields.error("id", "1 to 40 lower-case letters, digits and inner hyphens.");
        }
        String name = fields.text("name", 100).orElse(id);
        Optional<EnvironmentKind> kind = fields.required("kind", EnvironmentKind.class);
        Optional<String> url = fields.text("url", 2000);
        url.filter(u -> webAddress(u).isEmpty()).ifPresent(u -> fields.error("url", WEB_ADDRESS));
        fields.missing("platform", "Required: an object with type, url, environment_id and key.");
        Fields platform = fields.object("platform");
        Optional<Platform.Type> type =
                fields.has("platform") ? platform.required("type", Platform.Type.class) : Optional.empty();
        PlatformInput input = PlatformInput.read(platform, fields.has("platform"), type);
        Inputs.finish(fields);
        EnvironmentId environment = new EnvironmentId(id);
        Platform platformRead = new Platform(
                type.orElseThrow(),
                input.url().orElseThrow(),
                input.environmentId().orElseThrow(),
                seal(project, environment, input.key().orElseThrow()));
        return new Environment(
                project,
                environment,
                name,
                kind.orElseThrow(),
                platformRead,
                url,
                Optional.empty(),
                Optional.empty(),
                0);
    }

    /** The environment with what the JSON names; a url of null is taken away. */
    Environment change(Environment now, Map<String, Object> json) {
        Fields fields = Fields.of(json);
        String name = fields.text("name", 100).orElse(now.name());
        EnvironmentKind kind = fields.oneOf("kind", EnvironmentKind.class, now.kind());
        Optional<String> url = fields.text("url", 2000);
        url.filter(u -> webAddress(u).isEmpty()).ifPresent(u -> fields.error("url", WEB_ADDRESS));
        Fields platform = fields.object("platform");
        Platform.Type type =
                platform.oneOf("type", Platform.Type.class, now.platform().type());
        PlatformInput input = PlatformInput.read(platform, false, Optional.of(type));
        boolean moved = input.url().filter(u -> !u.equals(now.platform().url())).isPresent();
        if (moved) {
            platform.missing("key", "Required with another url: the stored key is for the stored url only.");
        } else if (type != now.platform().type()) {
            platform.missing("key", "Required with another type: the stored key is for the stored type only.");
        }
        Inputs.finish(fields);
        Platform changed = new Platform(
                type,
                input.url().orElse(now.platform().url()),
                input.environmentId().orElse(now.platform().environmentId()),
                input.key()
                        .map(k -> seal(now.project(), now.id(), k))
                        .orElse(now.platform().key()));
        Optional<String> shown = json.containsKey("url") ? url : now.url();
        return new Environment(
                now.project(), now.id(), name, kind, changed, shown, now.build(), now.arrival(), now.revision());
    }

    /** {@code lane}: see {@link Lanes}. */
    static Map<String, Object> json(Environment environment, Map<String, Object> lane) {
        Platform platform = environment.platform();
        return Json.object(
                "id", environment.id().value(),
                "name", environment.name(),
                "kind", environment.kind(),
                "url", environment.url(),
                "platform",
                        Json.object(
                                "type", platform.type(),
                                "url", platform.url(),
                                "environment_id", platform.environmentId(),
                                "key_set", true),
                "build", environment.build().map(EnvironmentText::build),
                "deployed", environment.arrival().map(EnvironmentText::deployed),
                "lane", lane);
    }

    static Map<String, Object> build(Build build) {
        return Json.object("id", build.id(), "commit", build.commit(), "digest", Json.textOrNull(build.digest()));
    }

    private static Map<String, Object> deployed(Arrival arrival) {
        return Json.object(
                "run_id", arrival.run().value(),
                "rule", RunFormat.rule(arrival.rule()),
                "at", arrival.at(),
                "by", arrival.by(),
                "commit_subject", Json.textOrNull(arrival.subject()));
    }

    private Sealed seal(ProjectId project, EnvironmentId environment, Secret key) {
        return vault.seal(Environment.keyPurpose(project, environment), key);
    }

    private static Optional<URI> webAddress(String text) {
        try {
            URI uri = new URI(text);
            boolean good = ("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
            return good ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What both verbs read of a platform; a wrong field is empty here and has its error. */
    private record PlatformInput(Optional<URI> url, Optional<String> environmentId, Optional<Secret> key) {
        static PlatformInput read(Fields in, boolean required, Optional<Platform.Type> type) {
            if (required) {
                in.missing("url", "Required: the platform's address, such as http://127.0.0.1:8090.");
                in.missing("environment_id", "Required: the id that the platform knows the environment by.");
                in.missing("key", "Required: the platform's API key.");
            }
            Optional<String> address = in.text("url", 2000).map(u -> u.replaceAll("/+$", ""));
            Optional<URI> url = address.flatMap(EnvironmentText::webAddress);
            if (address.isPresent() && url.isEmpty()) {
                in.error("url", WEB_ADDRESS);
            }
            Optional<String> id = in.text("environment_id", 100);
            if (id.filter(i -> !FOREIGN_ID.matcher(i).matches()).isPresent()) {
                in.error("environment_id", "Letters, digits, dots, hyphens and underscores; at most 100.");
            }
            Optional<String> key = in.text("key", 1000);
            boolean oec = type.filter(Platform.Type.OEC::equals).isPresent();
            if (key.filter(k -> !(oec ? OEC_KEY : KEY).matcher(k).matches()).isPresent()) {
                in.error("key", oec ? OEC_KEY_FORM : "Visible ASCII characters without spaces; at most 1000.");
            }
            in.end();
            return new PlatformInput(url, id, key.map(Secret::new));
        }
    }
}
