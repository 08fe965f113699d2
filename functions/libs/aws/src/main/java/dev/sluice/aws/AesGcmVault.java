package dev.sluice.aws;

import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import dev.sluice.domain.Vault;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with a random 96-bit nonce for each envelope, and the purpose as additional authenticated data. Envelopes
 * begin with the version of the key they were sealed with; there is one so far, {@code v1}.
 */
public final class AesGcmVault implements Vault {
    private static final String VERSION = "v1.";
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String REFUSED =
            "The sealed value cannot be opened: it is damaged, or was sealed for another purpose or with another key.";

    private final EncryptionKey key;
    private final SecureRandom random = new SecureRandom();

    public AesGcmVault(EncryptionKey key) {
        this.key = Objects.requireNonNull(key, "key");
    }

    @Override
    public Sealed seal(String purpose, Secret secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose)
                    .doFinal(secret.reveal().getBytes(StandardCharsets.UTF_8));
            byte[] envelope = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return new Sealed(VERSION + Base64.getEncoder().encodeToString(envelope));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + CIPHER + ".", e);
        }
    }

    @Override
    public Secret open(String purpose, Sealed sealed) {
        if (!sealed.envelope().startsWith(VERSION)) {
            throw new IllegalArgumentException("The sealed value is of an unknown key version; known here: v1.");
        }
        try {
            byte[] envelope = Base64.getDecoder().decode(sealed.envelope().substring(VERSION.length()));
            if (envelope.length < NONCE_BYTES + TAG_BITS / Byte.SIZE) {
                throw new IllegalArgumentException(REFUSED);
            }
            byte[] nonce = new byte[NONCE_BYTES];
            ByteBuffer.wrap(envelope).get(nonce);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, purpose)
                    .doFinal(envelope, NONCE_BYTES, envelope.length - NONCE_BYTES);
            return new Secret(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException(REFUSED, e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key.secretKey(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
