package dev.sluice.engine.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.aws.DomainJson;
import dev.sluice.domain.notice.NoticeText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChatFormsTest {
    private static final NoticeText TEXT = new NoticeText(
            "demo: <!channel> & \"x\"",
            List.of("Commit: [click](https://evil.example) <https://evil.example|here> @everyone **b**", "By: ann"),
            URI.create("https://sluice.example.org/runs/1?a=1&b=2"),
            "Open the run");

    @Test
    void slack_gets_plain_text_blocks_and_the_only_link_is_ours() {
        JsonNode slack = json(ChatForms.slack(TEXT));

        assertThat(slack.at("/text").textValue()).isEqualTo("demo: &lt;!channel&gt; &amp; \"x\"");
        assertThat(slack.at("/blocks/0/text/type").textValue()).isEqualTo("plain_text");
        assertThat(slack.at("/blocks/1/text/type").textValue()).isEqualTo("plain_text");
        assertThat(slack.at("/blocks/1/text/text").textValue()).isEqualTo(String.join("\n", TEXT.lines()));
        assertThat(slack.at("/blocks/2/text/text").textValue())
                .isEqualTo("<https://sluice.example.org/runs/1?a=1&amp;b=2|Open the run>");
    }

    @Test
    void slack_gets_no_header_longer_than_it_takes() {
        NoticeText longOne = new NoticeText("x".repeat(300), TEXT.lines(), TEXT.link(), TEXT.linkLabel());

        assertThat(json(ChatForms.slack(longOne)).at("/blocks/0/text/text").textValue())
                .hasSize(150);
    }

    @Test
    void teams_gets_an_adaptive_card_whose_text_knows_no_markup() {
        JsonNode teams = json(ChatForms.teams(TEXT));

        assertThat(teams.at("/type").textValue()).isEqualTo("message");
        JsonNode attachment = teams.at("/attachments/0");
        assertThat(attachment.at("/contentType").textValue()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(attachment.at("/content/type").textValue()).isEqualTo("AdaptiveCard");
        assertThat(attachment.at("/content/body"))
                .hasSize(3)
                .allMatch(block -> block.at("/type").textValue().equals("RichTextBlock"));
        assertThat(attachment.at("/content/body/1/inlines/0/text").textValue())
                .isEqualTo(TEXT.lines().get(0));
        assertThat(attachment.at("/content/actions/0/url").textValue())
                .isEqualTo(TEXT.link().toString());
    }

    @Test
    void discord_gets_an_embed_that_is_escaped_and_mentions_nobody() {
        JsonNode discord = json(ChatForms.discord(TEXT));

        assertThat(discord.at("/allowed_mentions/parse")).isEmpty();
        assertThat(discord.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(discord.at("/embeds/0/title").textValue()).isEqualTo("demo\\: \\<!channel\\> & \"x\"");
        assertThat(discord.at("/embeds/0/description").textValue())
                .startsWith("Commit\\: \\[click\\]\\(https\\://evil.example\\) \\<")
                .contains("\\@everyone \\*\\*b\\*\\*");
        assertThat(discord.at("/embeds/0/url").textValue())
                .isEqualTo(TEXT.link().toString());
    }

    private static JsonNode json(Map<String, Object> form) {
        return DomainJson.read(DomainJson.bytes(form), JsonNode.class);
    }
}
