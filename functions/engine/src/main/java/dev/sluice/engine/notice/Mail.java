package dev.sluice.engine.notice;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.util.MailConnectException;

/** Sends e-mails by SMTP, one recipient each. */
final class Mail {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final Optional<MailServer> server;
    private final Deadline deadline;

    Mail(Optional<MailServer> server, Deadline deadline) {
        this.server = server;
        this.deadline = deadline;
    }

    /** {@code id} becomes the Message-ID, the same at every try, so that a mail sent twice is seen as one. */
    Tried send(String id, String to, MailForm mail, Instant at) {
        if (server.isEmpty()) {
            return Tried.refused("No SMTP server is configured.");
        }
        try {
            return deadline.run(() -> send(server.get(), id, to, mail, at), () -> {});
        } catch (AddressException e) {
            return Tried.refused("The address is not one that mail can be sent to.");
        } catch (AuthenticationFailedException e) {
            return Tried.failed("The SMTP server does not know us: user or password is wrong.");
        } catch (MailConnectException e) {
            return Tried.failed("The SMTP server cannot be reached.");
        } catch (SendFailedException e) {
            return answered(e);
        } catch (MessagingException e) {
            return Tried.failed("The SMTP server could not be spoken to: " + e.getMessage());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tried send(MailServer server, String id, String to, MailForm mail, Instant at)
            throws MessagingException {
        Session session = Session.getInstance(server.properties());
        MimeMessage message = message(session, id);
        message.setFrom(new InternetAddress(server.from(), true));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(at));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(alternatives(mail));
        message.saveChanges();
        try (Transport transport = session.getTransport()) {
            if (server.login().isPresent()) {
                MailServer.Login login = server.login().get();
                transport.connect(
                        server.host(),
                        server.port(),
                        login.user(),
                        login.password().reveal());
            } else {
                transport.connect();
            }
            transport.sendMessage(message, message.getAllRecipients());
        }
        return Tried.sent("The SMTP server took it.");
    }

    private static MimeMessage message(Session session, String id) {
        return new MimeMessage(session) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", "<" + id + "@sluice>");
            }
        };
    }

    /** The last alternative is the one that a reader prefers. */
    private static MimeMultipart alternatives(MailForm mail) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(mail.plain(), UTF_8);
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), UTF_8, "html");
        return new MimeMultipart("alternative", plain, html);
    }

    /** A code from 500 on is the server's last word, a lower one passes. */
    private static Tried answered(SendFailedException failure) {
        for (Exception e = failure; e != null; e = e instanceof MessagingException m ? m.getNextException() : null) {
            int code = e instanceof SMTPAddressFailedException address
                    ? address.getReturnCode()
                    : e instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
            if (code > 0) {
                String said = "The SMTP server answered: " + e.getMessage();
                return code >= 500 ? Tried.refused(said) : Tried.failed(said);
            }
        }
        return Tried.failed("The SMTP server did not take it.");
    }
}
