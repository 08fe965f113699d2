package dev.sluice.agent.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.agent.config.DatabaseLocation;
import dev.sluice.agent.config.EnvironmentId;
import dev.sluice.agent.task.BuildId;
import dev.sluice.agent.task.IdempotencyKey;
import dev.sluice.agent.task.TaskId;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names come from outside and end up in paths and on git's command line. */
class NamesTest {

    private static final String PIECES = "abc019AF-_./~^:?*[]\\@{}$`'\"!#%&;|<>() \t\n\r\u0000\u007f\u00e9\u2028";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-x",
                "--upload-pack=x",
                "main..other",
                "main^",
                "main~1",
                "main:file",
                "@",
                "@{-1}",
                "main@{0}",
                "/main",
                "main/",
                "a//b",
                ".a",
                "a/.b",
                "a.lock",
                "a.lock/b",
                "a b",
                "a\nb",
                "a\u0000",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "end."
            })
    void refuses_what_git_does_not_take_for_the_name_of_a_ref(String ref) {
        assertThat(RefName.parse(ref)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"main", "v1.2.3", "feature/a/b", "refs/heads/main", "fix-#12", "a@b", "prüfung", "abcdef0"})
    void takes_ordinary_names_of_refs(String ref) {
        assertThat(RefName.parse(ref)).isPresent();
    }

    @Test
    void no_random_text_becomes_a_name_that_could_leave_a_folder_or_be_an_option() {
        Random random = new Random(20260101);
        for (int i = 0; i < 200_000; i++) {
            String text = randomText(random);
            EnvironmentId.parse(text).ifPresent(id -> assertStaysInside(id.value()));
            TaskId.parse(text).ifPresent(id -> assertStaysInside(id.value()));
            assertHarmless(text);
            BuildId.parse(text).ifPresent(id -> assertStaysInside(id.value()));
            CommitId.parse(text).ifPresent(id -> assertThat(id.value()).matches("[0-9a-f]{40,64}"));
            RefName.parse(text).ifPresent(ref -> assertThat(ref.value())
                    .doesNotStartWith("-")
                    .doesNotContain("..", "@{", "^", "~", ":", "\n", " ", "\u0000"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "main",
                "abc",
                "0123456789abcdef0123456789abcdef0123456",
                "g123456789abcdef0123456789abcdef01234567",
                "0123456789abcdef0123456789abcdef012345678",
                "0123456789abcdef0123456789abcdef01234567\n",
                "-123456789abcdef0123456789abcdef01234567"
            })
    void takes_only_full_commit_hashes(String text) {
        assertThat(CommitId.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\tb", "\u00e9"})
    void takes_only_visible_idempotency_keys(String text) {
        assertThat(IdempotencyKey.parse(text)).isEmpty();
        assertThat(IdempotencyKey.parse("x".repeat(256))).isEmpty();
        assertThat(IdempotencyKey.parse("x".repeat(255))).isPresent();
    }

    /** It ends up between quotes in SQL, and on command lines. */
    private static void assertHarmless(String text) {
        try {
            DatabaseLocation location = DatabaseLocation.parse("postgresql://" + text + "@localhost/" + text);
            assertThat(location.name()).matches("[A-Za-z0-9_][A-Za-z0-9_-]*");
            assertThat(location.user().orElseThrow()).doesNotStartWith("-");
        } catch (IllegalArgumentException refused) {
            assertThat(refused).hasNoCause();
        }
    }

    private static void assertStaysInside(String name) {
        Path folder = Path.of("/data/x");
        assertThat(folder.resolve(name).normalize().getParent()).isEqualTo(folder);
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(12);
        for (int i = 0; i < length; i++) {
            text.append(PIECES.charAt(random.nextInt(PIECES.length())));
        }
        return text.toString();
    }
}
