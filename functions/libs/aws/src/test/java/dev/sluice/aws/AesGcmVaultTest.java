package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.domain.Sealed;
import dev.sluice.domain.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AesGcmVaultTest {
    private static final String PURPOSE = "hook demo github";
    private static final Secret SECRET = new Secret("a secret – with Ümlaut");

    private final AesGcmVault vault = new AesGcmVault(EncryptionKey.parse("a1".repeat(32)));

    @Test
    void what_was_sealed_opens_for_its_purpose() {
        assertThat(vault.open(PURPOSE, vault.seal(PURPOSE, SECRET))).isEqualTo(SECRET);
        assertThat(vault.open("", vault.seal("", new Secret("")))).isEqualTo(new Secret(""));
    }

    @Test
    void an_envelope_names_its_key_version_and_does_not_show_the_secret() {
        Sealed sealed = vault.seal(PURPOSE, SECRET);

        assertThat(sealed.envelope()).startsWith("v1.").doesNotContain(SECRET.reveal());
        assertThat(new String(Base64.getDecoder().decode(sealed.envelope().substring(3)), StandardCharsets.UTF_8))
                .doesNotContain(SECRET.reveal());
        assertThat(sealed.toString()).isEqualTo("***");
    }

    @Test
    void the_same_secret_sealed_twice_looks_different() {
        assertThat(vault.seal(PURPOSE, SECRET)).isNotEqualTo(vault.seal(PURPOSE, SECRET));
    }

    @Test
    void an_envelope_copied_to_another_purpose_does_not_open() {
        Sealed sealed = vault.seal(PURPOSE, SECRET);

        refused(() -> vault.open("hook demo gitlab", sealed));
    }

    @Test
    void another_key_does_not_open_it() {
        AesGcmVault other = new AesGcmVault(EncryptionKey.parse("b2".repeat(32)));
        Sealed sealed = vault.seal(PURPOSE, SECRET);

        refused(() -> other.open(PURPOSE, sealed));
    }

    @Test
    void an_envelope_with_any_byte_changed_does_not_open() {
        byte[] bytes = Base64.getDecoder()
                .decode(vault.seal(PURPOSE, SECRET).envelope().substring(3));
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            refused(() ->
                    vault.open(PURPOSE, new Sealed("v1." + Base64.getEncoder().encodeToString(changed))));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1.", "v1.AAAA", "v1.not base64!", "v1.AAAAAAAAAAAAAAAA", "AAAA"})
    void what_is_no_envelope_does_not_open(String text) {
        assertThatThrownBy(() -> vault.open(PURPOSE, new Sealed(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_unknown_key_version_is_named_as_such() {
        Sealed future = new Sealed(vault.seal(PURPOSE, SECRET).envelope().replaceFirst("v1", "v2"));

        assertThatThrownBy(() -> vault.open(PURPOSE, future))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("unknown key version");
    }

    private static void refused(ThrowingCallable open) {
        assertThatThrownBy(open)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be opened")
                .hasMessageNotContaining(SECRET.reveal());
    }
}
