package dev.sluice.providers;

import dev.sluice.domain.Secret;
import dev.sluice.domain.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/**
 * How GitLab proves who it is: by a signature, where the webhook has a signing token, else by a secret token that it sends
 * along. A signature that is there decides alone; a token beside it is not looked at.
 */
final class GitLabProof {
    private static final String TOKEN = "X-Gitlab-Token";

    private final StandardSignature signature = new StandardSignature();

    Verification verify(HookRequest request, List<Secret> secrets) {
        return signature.isOn(request) ? signature.verify(request, secrets) : token(request, secrets);
    }

    private static Verification token(HookRequest request, List<Secret> secrets) {
        Optional<String> token = request.headers().value(TOKEN).filter(value -> !value.isEmpty());
        if (token.isEmpty()) {
            return refused("is missing, and there is no webhook-signature: give the webhook at the sender the secret"
                    + " of this project, as its signing token or its secret token.");
        }
        boolean matches = false;
        for (Secret secret : secrets) {
            matches |= !secret.reveal().isEmpty() && isSame(secret.reveal(), token.get());
        }
        return matches
                ? new Verification.Verified(new VerifiedRequest(request))
                : refused("is not the secret of this project.");
    }

    private static Verification refused(String what) {
        return new Verification.Refused("The header " + TOKEN + " " + what);
    }

    /** In a time that tells nothing: hashes have one length, and all of them is compared. */
    private static boolean isSame(String secret, String token) {
        return MessageDigest.isEqual(hash(secret), hash(token));
    }

    private static byte[] hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).getBytes(StandardCharsets.US_ASCII);
    }
}
