package dev.sluice.local.mail;

import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * An SMTP server on the loopback interface that takes every e-mail and sends none on: each is a file in the {@link Mailbox}
 * before the sender hears that it was taken.
 */
public final class MailCatcher implements AutoCloseable {
    private final GreenMail server;

    private MailCatcher(GreenMail server) {
        this.server = server;
    }

    public static MailCatcher start(int port, Mailbox mailbox) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.getUserManager().setMessageDeliveryHandler((message, to) -> {
            keep(message.getMessage(), mailbox);
            return new Nobody(to.getEmail());
        });
        server.start();
        return new MailCatcher(server);
    }

    private static void keep(MimeMessage message, Mailbox mailbox) throws MessagingException {
        var bytes = new ByteArrayOutputStream();
        try {
            message.writeTo(bytes);
            mailbox.keep(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("an e-mail could not be kept", e);
        }
    }

    @Override
    public void close() {
        server.stop();
    }

    /** A user without a mailbox in memory: the file is there already. */
    private record Nobody(String getEmail) implements GreenMailUser {
        @Override
        public String getLogin() {
            return getEmail;
        }

        @Override
        public void deliver(MovingMessage message) {
            // kept already
        }

        @Override
        public void deliver(MimeMessage message) {
            // kept already
        }

        @Override
        public void create() {
            // there is nothing of it
        }

        @Override
        public void delete() {
            // there is nothing of it
        }

        @Override
        public String getPassword() {
            return "";
        }

        @Override
        public void setPassword(String password) {
            throw new UnsupportedOperationException("nobody signs in here");
        }

        @Override
        public void authenticate(String password) {
            throw new UnsupportedOperationException("nobody signs in here");
        }

        @Override
        public String getQualifiedMailboxName() {
            return getEmail;
        }
    }
}
