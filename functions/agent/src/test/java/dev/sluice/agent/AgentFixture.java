package dev.sluice.agent;

import static org.awaitility.Awaitility.await;

import dev.sluice.agent.action.ActionRunner;
import dev.sluice.agent.action.HealthProbe;
import dev.sluice.agent.action.Recovery;
import dev.sluice.agent.action.Workshop;
import dev.sluice.agent.build.BuildStore;
import dev.sluice.agent.build.DataFolder;
import dev.sluice.agent.build.Serving;
import dev.sluice.agent.config.AgentConfig;
import dev.sluice.agent.config.AgentConfigReader;
import dev.sluice.agent.config.ConfigReading;
import dev.sluice.agent.config.EnvironmentConfig;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.git.CommitId;
import dev.sluice.agent.git.Git;
import dev.sluice.agent.git.GitConfigFile;
import dev.sluice.agent.git.GitMirrors;
import dev.sluice.agent.task.Action;
import dev.sluice.agent.task.Admission;
import dev.sluice.agent.task.Build;
import dev.sluice.agent.task.Task;
import dev.sluice.agent.task.TaskBoard;
import dev.sluice.agent.task.TaskId;
import dev.sluice.agent.task.TaskJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A whole agent but its HTTP side, on a temporary folder, with an environment named staging and maybe one named production. */
public final class AgentFixture implements AutoCloseable {

    public static final EnvironmentId STAGING = new EnvironmentId("staging");
    public static final EnvironmentId PRODUCTION = new EnvironmentId("production");
    public static final String KEY = "0123456789abcdef";

    public final Path root;
    public final GitFixture repository;

    private final String git;
    private AgentConfig config;
    private DataFolder data;
    private TaskBoard board;
    private ActionRunner actions;
    private Serving serving;

    private AgentFixture(Path root, String git) {
        this.root = root;
        this.git = git;
        this.repository = GitFixture.in(root.resolve("repository"));
    }

    /** With these lines in the environment's part of the configuration file. */
    public static AgentFixture with(Path root, String... environmentLines) {
        return withGit(root, "git", environmentLines);
    }

    public static AgentFixture withGit(Path root, String git, String... environmentLines) {
        AgentFixture fixture = new AgentFixture(root, git);
        fixture.configure(environmentLines);
        fixture.start();
        return fixture;
    }

    /** With both environments; what is for both goes to each. */
    public static AgentFixture withProduction(Path root, List<String> staging, List<String> production) {
        AgentFixture fixture = new AgentFixture(root, "git");
        fixture.configure(staging, production);
        fixture.start();
        return fixture;
    }

    public void configure(List<String> staging, List<String> production) {
        configure(lines(root, repository.folder(), staging, production));
    }

    /** The lines of staging, and the other environment after them. */
    public static String[] lines(Path root, Path repository, List<String> staging, List<String> production) {
        List<String> lines = new ArrayList<>(staging);
        lines.add("\n  production:");
        lines.add("kind: production");
        lines.add("repository: " + repository);
        lines.add("folder: " + root.resolve("live"));
        lines.addAll(production);
        return lines.toArray(String[]::new);
    }

    /** Writes the configuration file; counts at the next start. */
    public void configure(String... environmentLines) {
        try {
            Files.writeString(root.resolve("agent.yaml"), yaml(root, repository.folder(), environmentLines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String yaml(Path root, Path repository, String... environmentLines) {
        StringBuilder yaml = new StringBuilder();
        yaml.append("api_key: ").append(KEY).append("\ndata: ").append(root.resolve("data"));
        yaml.append("\nenvironments:\n  staging:\n    kind: staging\n    repository: ")
                .append(repository);
        yaml.append("\n    folder: ").append(root.resolve("site")).append('\n');
        Stream.of(environmentLines).forEach(line -> yaml.append(line.startsWith("\n") ? "" : "    ")
                .append(line)
                .append('\n'));
        return yaml.toString();
    }

    /** Begins a life of the agent on what is on disk. */
    public void start() {
        ConfigReading reading = AgentConfigReader.read(root.resolve("agent.yaml"));
        if (reading instanceof ConfigReading.Rejected rejected) {
            throw new IllegalStateException(rejected.text());
        }
        config = ((ConfigReading.Accepted) reading).config();
        try {
            data = DataFolder.open(config.data());
            GitConfigFile.write(
                    data.gitConfig(), root, List.of(environment().source().repository()));
            BuildStore builds = new BuildStore(data.builds());
            serving = new Serving(data.environments(), builds, config.environments());
            Map<String, String> variables = Map.of("PATH", System.getenv("PATH"), "SLUICE_AGENT_KEY", KEY);
            GitMirrors mirrors = new GitMirrors(data.mirrors(), new Git(git, data.gitConfig(), variables));
            Clock clock = Clock.systemUTC();
            board = new TaskBoard(new TaskJournal(data.tasks()), clock);
            Workshop workshop = new Workshop(
                    data, mirrors, builds, serving, new Workshop.Surroundings(clock, new HealthProbe(), variables));
            actions = new ActionRunner(workshop, board);
            new Recovery(workshop, board, actions).run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends this life in good order. */
    @Override
    public void close() {
        actions.stop(Duration.ofSeconds(10));
        try {
            data.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public EnvironmentConfig environment() {
        return environment(STAGING);
    }

    public EnvironmentConfig environment(EnvironmentId id) {
        return config.environment(id).orElseThrow();
    }

    public TaskBoard board() {
        return board;
    }

    public ActionRunner actions() {
        return actions;
    }

    public Serving serving() {
        return serving;
    }

    /** Asks for a deploy and returns the task without waiting. */
    public TaskId begin(String commit) {
        return begin(STAGING, new Action.Deploy(new CommitId(commit)));
    }

    public TaskId begin(EnvironmentId on, Action action) {
        Admission admission = actions.request(environment(on), action, Optional.empty());
        return ((Admission.Accepted) admission).task().id();
    }

    /** Carries an action out and waits for its end. */
    public Task carryOut(EnvironmentId on, Action action) {
        return awaitEnd(begin(on, action));
    }

    /** The build that an environment serves. */
    public Build current(EnvironmentId of) {
        try {
            return serving.current(environment(of)).orElseThrow().build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deploys and waits for the end. */
    public Task deploy(String commit) {
        return awaitEnd(begin(commit));
    }

    public Task awaitEnd(TaskId id) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> board.find(id).orElseThrow(), Task::isFinal);
    }

    /** What the environment serves as that file; empty if there is no such file. */
    public Optional<String> served(String path) {
        return served(STAGING, path);
    }

    public Optional<String> served(EnvironmentId by, String path) {
        Path file = environment(by).site().folder().resolve("current").resolve(path);
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log(TaskId id) {
        try {
            return Files.readString(actions.logOf(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until nothing is left in the folder for unfinished things. */
    public void awaitCleanStaging() {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            try (Stream<Path> files = Files.list(root.resolve("data/staging"))) {
                return files.findAny().isEmpty();
            }
        });
    }
}
