package dev.sluice.local;

import dev.sluice.local.demo.AgentProcess;
import dev.sluice.local.demo.DemoEnvironment;
import dev.sluice.local.demo.DemoRepository;
import dev.sluice.local.demo.DemoSeed;
import dev.sluice.local.demo.GitHost;
import dev.sluice.local.demo.Shop;
import dev.sluice.local.demo.Site;
import dev.sluice.local.demo.SluiceApi;
import dev.sluice.local.demo.Webhook;
import dev.sluice.local.io.Ports;
import dev.sluice.local.oidc.Issuer;
import dev.sluice.local.oidc.Person;
import dev.sluice.local.postgres.ClientPrograms;
import dev.sluice.local.process.Children;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;

/** The demo around Sluice: a repository with its git host, a deploy agent, databases, and what is deployed being served. */
final class Demo implements AutoCloseable {

    private record Served(DemoEnvironment environment, Site site) {}

    private final DataFolder data;
    private final URI url;
    private final DemoRepository repository;
    private final GitHost gitHost;
    private final List<Served> served;
    private final AgentProcess agent;
    private final Shop shop;
    private final CompletableFuture<Optional<String>> opened;
    private final CompletableFuture<Void> agentStarted;

    private Demo(Ground ground, URI url, Path agentJar) throws IOException {
        this.data = ground.data();
        this.url = url;
        this.repository = DemoRepository.open(data.path("demo"));
        String secret = data.secret("local");
        this.gitHost = new GitHost(repository, url, secret, ground.clock());
        repository.pointHook(url.resolve("/demo/pushes"), secret);
        this.shop = shop(ground);
        this.served = List.of(serve(ground, "staging", "Staging"), serve(ground, "production", "Production"));
        data.secret("agent-key");
        this.agent = new AgentProcess(
                new AgentProcess.Settings(
                        agentJar,
                        data.path("agent"),
                        data.path("secrets").resolve("agent-key"),
                        data.path("logs").resolve("agent.log"),
                        ground.ports().port("agent"),
                        repository.path(),
                        environments()),
                ground.children(),
                ground.timer());
        boolean wasOpen = shop.wasOpen();
        this.opened = shop.open(environments(), ground.children(), ground.timer());
        // the agent puts its databases right when it starts, so it waits for them where it may have left something
        // undone
        this.agentStarted = (wasOpen ? opened : CompletableFuture.completedFuture(Optional.empty()))
                .thenRunAsync(this::startAgent, ground.timer());
    }

    /** What the demo's processes need of the machine around it. */
    record Ground(DataFolder data, Ports ports, Children children, ScheduledExecutorService timer, Clock clock) {}

    /** Makes the repository, serves the environments, and starts database and agent without waiting for them. */
    static Demo start(Ground ground, URI url, Path agentJar) throws IOException {
        return new Demo(ground, url, agentJar);
    }

    private void startAgent() {
        try {
            agent.start();
        } catch (IOException e) {
            throw new CompletionException(e);
        }
    }

    private static Shop shop(Ground ground) throws IOException {
        DataFolder data = ground.data();
        Function<String, Path> passwords = role -> data.path("secrets").resolve("postgres-" + role);
        data.makeSecrets(Stream.of("postgres", "shop", "agent").map(passwords).toList());
        return new Shop(
                data.path("postgres"),
                ground.ports().port("postgres"),
                data.path("logs").resolve("postgres.log"),
                passwords);
    }

    private Served serve(Ground ground, String name, String title) throws IOException {
        Path folder = data.path("agent").resolve("environments").resolve(name);
        Path filestore = data.path("demo").resolve("files").resolve(name);
        Site site = Site.start(name, folder, ground.ports().port("site-" + name), shop.window(name, filestore));
        return new Served(new DemoEnvironment(name, title, folder, filestore, shop.database(name), site.url()), site);
    }

    private List<DemoEnvironment> environments() {
        return served.stream().map(Served::environment).toList();
    }

    GitHost gitHost() {
        return gitHost;
    }

    /** Fills Sluice with the demo's project over its API, and lets webhooks flow. */
    Announcement plant(Issuer issuer) throws IOException, InterruptedException {
        agentStarted.join();
        agent.awaitHealth();
        Optional<String> noDatabase = opened.join();
        Person admin = Person.DEMO.get(0);
        var seed = new DemoSeed(new SluiceApi(url, issuer.accessToken(admin)), data.path("demo"));
        DemoSeed.Planted planted =
                seed.plant(environments(), agent.url(), data.secret("agent-key"), noDatabase.isEmpty());
        var announcement = new Announcement(
                new Announcement.Addresses(url, agent.url(), repository.path()),
                planted,
                environments(),
                noDatabase.or(ClientPrograms::missing));
        gitHost.deliverTo(new Webhook(announcement.hook(), planted.secret()));
        return announcement;
    }

    @Override
    public void close() {
        agent.close();
        served.forEach(it -> it.site().close());
        shop.close();
    }
}
