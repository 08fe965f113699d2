package dev.sluice.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.local.bench.LocalRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of everything while a run is under way, at each of its stages. */
class CrashTest {
    private static final Path ROOT = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Set<String> ENDS = Set.of("succeeded", "failed");

    @TempDir
    private Path folder;

    @Test
    void after_a_kill_at_any_stage_and_a_new_start_every_accepted_push_ends_in_one_final_status() throws Exception {
        Path data = folder.resolve("data");
        LocalRun local = LocalRun.start(ROOT, data, false);
        try {
            Shopkeeper shop = new Shopkeeper(local, folder);
            shop.cooldown(0);
            List<String> commits = new ArrayList<>();
            for (String stage : List.of("received", "admitted", "entered_lane", "started")) {
                String commit = shop.commit("Killed when " + stage);
                assertThat(shop.push()).contains("accepted (202)");
                commits.add(commit);
                if (!stage.equals("received")) {
                    shop.awaitRun(commit, run -> reached(run, stage));
                }
                local.kill();
                local = LocalRun.start(ROOT, data, false);
                shop.moveTo(local);
            }
            for (String commit : commits) {
                JsonNode run = shop.awaitRun(
                        commit, r -> ENDS.contains(r.path("status").asText()));
                assertThat(run.path("timeline").findValuesAsText("what"))
                        .as(run.toString())
                        .doesNotHaveDuplicates();
            }
            assertThat(shop.staging()).contains("Killed when ");
        } finally {
            local.close();
        }
    }

    private static boolean reached(JsonNode run, String stage) {
        return run.path("timeline").findValuesAsText("what").contains(stage);
    }
}
