package dev.sluice.api.platform;

import dev.sluice.api.http.Excerpt;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Makes text of the bytes of a log, which may end in the middle of a character. */
final class LogPiece {
    private static final int LONGEST_CHARACTER = 4;

    private LogPiece() {}

    /** {@code asked}: the byte that the log was asked for from on; a log that is shorter begins at its end. */
    static TaskSeen.Log of(Excerpt answer, long asked) {
        byte[] bytes = new byte[answer.bytes().remaining()];
        answer.bytes().duplicate().get(bytes);
        boolean complete = answer.whole() && Boolean.parseBoolean(answer.header("X-Log-Complete"));
        long offset =
                answer.whole() ? answer.number("X-Log-Next-Offset").orElse(asked + bytes.length) - bytes.length : asked;
        int length = complete ? bytes.length : wholeCharacters(bytes);
        String text = new String(Arrays.copyOf(bytes, length), StandardCharsets.UTF_8);
        return new TaskSeen.Log(text, offset, offset + length, complete);
    }

    /** How many bytes there are without a last character that has only begun. */
    private static int wholeCharacters(byte[] bytes) {
        for (int back = 1; back <= Math.min(LONGEST_CHARACTER, bytes.length); back++) {
            int lead = bytes[bytes.length - back] & 0xff;
            if (lead < 0x80) {
                return bytes.length;
            }
            if (lead >= 0xc0) {
                int needed = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return needed > back ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }
}
