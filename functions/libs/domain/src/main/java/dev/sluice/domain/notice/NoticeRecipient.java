package dev.sluice.domain.notice;

import dev.sluice.domain.ChannelId;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Who gets one copy of a notice: a channel, or a person by e-mail. As text it is {@code channel:<id>} or
 * {@code person:<e-mail>}, the same at every retry.
 */
public sealed interface NoticeRecipient {
    String key();

    record Channel(ChannelId id) implements NoticeRecipient {
        private static final String PREFIX = "channel:";

        public Channel {
            Objects.requireNonNull(id, "id");
        }

        @Override
        public String key() {
            return PREFIX + id;
        }

        @Override
        public Optional<ChannelId> channel() {
            return Optional.of(id);
        }
    }

    record Person(String email) implements NoticeRecipient {
        private static final String PREFIX = "person:";

        public Person {
            email = email.toLowerCase(Locale.ROOT);
        }

        @Override
        public String key() {
            return PREFIX + email;
        }
    }

    /** The channel's id, where it is one. */
    default Optional<ChannelId> channel() {
        return Optional.empty();
    }

    static NoticeRecipient parse(String key) {
        if (key.startsWith(Channel.PREFIX)) {
            return new Channel(new ChannelId(key.substring(Channel.PREFIX.length())));
        }
        if (key.startsWith(Person.PREFIX) && key.length() > Person.PREFIX.length()) {
            return new Person(key.substring(Person.PREFIX.length()));
        }
        throw new IllegalArgumentException("A recipient is channel:<id> or person:<e-mail>.");
    }
}
