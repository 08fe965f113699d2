package dev.sluice.domain.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class GlobTest {
    @Example
    void takes_refs_as_the_documentation_says() {
        assertThat(Glob.refMatches(List.of("main"), "main")).isTrue();
        assertThat(Glob.refMatches(List.of("main"), "main2")).isFalse();
        assertThat(Glob.refMatches(List.of("feature/*"), "feature/a/b")).isTrue();
        assertThat(Glob.refMatches(List.of("v?.0"), "v1.0")).isTrue();
        assertThat(Glob.refMatches(List.of("v?.0"), "v10.0")).isFalse();
        assertThat(Glob.refMatches(List.of("*", "!wip/*"), "wip/x")).isFalse();
        assertThat(Glob.refMatches(List.of("!wip/*", "*"), "wip/x")).isFalse();
        assertThat(Glob.refMatches(List.of("!wip/*"), "main")).isTrue();
        assertThat(Glob.refMatches(List.of("v1.0"), "v1x0")).isFalse();
    }

    @Example
    void takes_paths_as_the_documentation_says() {
        assertThat(Glob.pathMatches(List.of("addons/**"), "addons/sale/models/a.py"))
                .isTrue();
        assertThat(Glob.pathMatches(List.of("addons/*"), "addons/sale/a.py")).isFalse();
        assertThat(Glob.pathMatches(List.of("*.md"), "docs/a.md")).isFalse();
        assertThat(Glob.pathMatches(List.of("**/*.md"), "docs/deep/a.md")).isTrue();
        assertThat(Glob.pathMatches(List.of("**/*.md"), "a.md")).isTrue();
        assertThat(Glob.pathMatches(List.of("docs/**/a.md"), "docs/a.md")).isTrue();
        assertThat(Glob.pathMatches(List.of("docs/**"), "docsx/a.md")).isFalse();
        assertThat(Glob.pathMatches(List.of("a?c"), "a/c")).isFalse();
    }

    @Example
    void a_pattern_of_many_stars_is_answered_at_once() {
        String text = "a/".repeat(120);
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            assertThat(Glob.refMatches(List.of("*a".repeat(120) + "b"), text)).isFalse();
            assertThat(Glob.pathMatches(List.of("**/".repeat(80) + "b"), text)).isFalse();
            assertThat(Glob.pathMatches(List.of("*a*a*a*/".repeat(30) + "b"), text))
                    .isFalse();
        });
    }

    @Property
    void a_path_pattern_takes_what_the_regular_expression_of_the_same_meaning_takes(
            @ForAll("globs") String glob, @ForAll("littlePaths") String path) {
        String regex = glob.replaceAll("(?<=^|/)\\*\\*/", "\u0001")
                .replace("**", "\u0002")
                .replace("*", "[^/]*")
                .replace("?", "[^/]")
                .replace("\u0001", "(?:.*/)?")
                .replace("\u0002", ".*");
        assertThat(Glob.pathMatches(List.of(glob), path)).isEqualTo(path.matches(regex));
    }

    @Provide
    Arbitrary<String> globs() {
        return Arbitraries.of("a", "b", "/", "*", "**", "?", "**/", "/**")
                .list()
                .ofMaxSize(7)
                .map(p -> String.join("", p));
    }

    @Provide
    Arbitrary<String> littlePaths() {
        return Arbitraries.of("a", "b", "/", "ab/").list().ofMaxSize(7).map(p -> String.join("", p));
    }

    @Property
    void a_pattern_without_wildcards_takes_itself_and_nothing_else(
            @ForAll("literals") String a, @ForAll("literals") String b) {
        assertThat(Glob.refMatches(List.of(a), b)).isEqualTo(a.equals(b));
        assertThat(Glob.pathMatches(List.of(a), b)).isEqualTo(a.equals(b));
    }

    @Property
    void a_star_takes_every_ref_and_a_double_star_every_path(@ForAll("texts") String any) {
        assertThat(Glob.refMatches(List.of("*"), any)).isTrue();
        assertThat(Glob.pathMatches(List.of("**"), any)).isTrue();
    }

    @Property
    void an_excluded_ref_is_taken_by_no_list(
            @ForAll List<@net.jqwik.api.From("texts") String> patterns, @ForAll("literals") String ref) {
        List<String> all = new java.util.ArrayList<>(patterns);
        all.add("!" + ref);
        assertThat(Glob.refMatches(all, ref)).isFalse();
    }

    @Property
    void a_prefix_and_a_star_take_exactly_the_refs_that_begin_so(
            @ForAll("literals") String prefix, @ForAll("texts") String ref) {
        assertThat(Glob.refMatches(List.of(prefix + "*"), ref)).isEqualTo(ref.startsWith(prefix));
    }

    @Property
    void a_single_star_never_leaves_its_folder(@ForAll("literals") String folder, @ForAll("texts") String rest) {
        boolean inside = !rest.contains("/");
        assertThat(Glob.pathMatches(List.of(folder + "/*"), folder + "/" + rest))
                .isEqualTo(inside);
    }

    @Provide
    Arbitrary<String> literals() {
        return Arbitraries.strings()
                .withChars("ab.\\E[]+^${}|()/ é")
                .ofMinLength(1)
                .ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("ab/.*?\n").ofMaxLength(10);
    }
}
