package dev.sluice.api.approval;

import java.util.List;

/**
 * What a person sees who opened an approval link: a heading, a sentence that may be empty, what is known of the run, and a
 * form where there is something to decide. The template escapes every text.
 */
public record Page(int status, Tone tone, String title, String message, List<Row> rows, Form form) {
    public Page {
        rows = List.copyOf(rows);
    }

    /** One thing to know: {@code code} is shown as such, {@code text} in words; both may be empty. */
    public record Row(String label, String code, String text) {}

    /** The buttons there are, and what was written beside them before. */
    public record Form(boolean reject, boolean approve, String comment) {
        static Form none() {
            return new Form(false, false, "");
        }

        static Form open(String comment) {
            return new Form(true, true, comment);
        }

        static Form rejectOnly() {
            return new Form(true, false, "");
        }
    }

    /** How the sentence is meant; the style sheet's word. */
    public enum Tone {
        ASKED("asked"),
        GOOD("good"),
        BAD("bad");

        private final String style;

        Tone(String style) {
            this.style = style;
        }

        public String style() {
            return style;
        }
    }
}
