package dev.sluice.engine.notice;

import dev.sluice.domain.notice.NoticeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A notice in the JSON that each chat takes. Text goes where the chat reads it as plain; where it knows only its own markup,
 * that markup is escaped, so that a commit's message can neither make a link nor call people.
 */
final class ChatForms {
    private static final int SLACK_HEADER = 150;
    private static final int DISCORD_TITLE = 256;
    private static final int DISCORD_TEXT = 4000;

    private ChatForms() {}

    /** For Slack's incoming webhooks: blocks of plain text, and the same in short for notifications. */
    static Map<String, Object> slack(NoticeText text) {
        return Map.of(
                "text",
                slackEscaped(text.subject()),
                "blocks",
                List.of(
                        Map.of("type", "header", "text", slackPlain(cut(text.subject(), SLACK_HEADER))),
                        Map.of("type", "section", "text", slackPlain(cut(String.join("\n", text.lines()), 3000))),
                        Map.of(
                                "type",
                                "section",
                                "text",
                                Map.of(
                                        "type",
                                        "mrkdwn",
                                        "text",
                                        "<" + slackEscaped(text.link().toString()) + "|"
                                                + slackEscaped(text.linkLabel()) + ">"))));
    }

    private static Map<String, Object> slackPlain(String text) {
        return Map.of("type", "plain_text", "text", text, "emoji", false);
    }

    private static String slackEscaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("|", "¦");
    }

    /** For the workflow "when a webhook request is received" of Teams: an adaptive card, its text in runs without markup. */
    static Map<String, Object> teams(NoticeText text) {
        List<Map<String, Object>> body = new ArrayList<>();
        body.add(teamsBlock(Map.of("type", "TextRun", "text", text.subject(), "weight", "Bolder", "size", "Medium")));
        text.lines().forEach(line -> body.add(teamsBlock(Map.of("type", "TextRun", "text", line))));
        Map<String, Object> card = Map.of(
                "$schema", "http://adaptivecards.io/schemas/adaptive-card.json",
                "type", "AdaptiveCard",
                "version", "1.4",
                "body", body,
                "actions",
                        List.of(Map.of(
                                "type", "Action.OpenUrl",
                                "title", text.linkLabel(),
                                "url", text.link().toString())));
        return Map.of(
                "type",
                "message",
                "attachments",
                List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
    }

    private static Map<String, Object> teamsBlock(Map<String, Object> run) {
        return Map.of("type", "RichTextBlock", "inlines", List.of(run));
    }

    /** For Discord's webhooks: one embed, whose text may mention nobody. */
    static Map<String, Object> discord(NoticeText text) {
        return Map.of(
                "allowed_mentions",
                Map.of("parse", List.of()),
                "embeds",
                List.of(Map.of(
                        "title",
                        cut(discordEscaped(text.subject()), DISCORD_TITLE),
                        "url",
                        text.link().toString(),
                        "description",
                        cut(discordEscaped(String.join("\n", text.lines())), DISCORD_TEXT))));
    }

    private static String discordEscaped(String text) {
        return text.replaceAll("([\\\\*_~`|>\\[\\]()<#:@-])", "\\\\$1");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
