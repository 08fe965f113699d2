package dev.sluice.local.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.sluice.local.io.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.Optional;

/** The issuer's RSA key, made once and kept in a file that its owner alone reads. */
final class SigningKey {

    private final RSAKey key;

    private SigningKey(RSAKey key) {
        this.key = key;
    }

    static SigningKey open(Path file) throws IOException {
        try {
            if (Files.exists(file)) {
                return new SigningKey(RSAKey.parse(Files.readString(file)));
            }
            RSAKey made = new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            PrivateFiles.write(file, made.toJSONString().getBytes(StandardCharsets.UTF_8));
            return new SigningKey(made);
        } catch (ParseException | JOSEException e) {
            throw new IOException("cannot read or make the issuer's key " + file + ": delete it to get a new one", e);
        }
    }

    /** The public half, as a JSON Web Key Set. */
    String publicKeys() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    String sign(JWTClaimsSet claims) {
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("this key signs", e);
        }
        return token.serialize();
    }

    /** The claims of a token that this key signed; expiry is not looked at. */
    Optional<JWTClaimsSet> verify(String token) {
        try {
            SignedJWT parsed = SignedJWT.parse(token);
            return parsed.verify(new RSASSAVerifier(key)) ? Optional.of(parsed.getJWTClaimsSet()) : Optional.empty();
        } catch (ParseException | JOSEException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "SigningKey[***]";
    }
}
