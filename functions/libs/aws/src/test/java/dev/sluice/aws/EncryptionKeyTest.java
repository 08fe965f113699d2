package dev.sluice.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.domain.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

class EncryptionKeyTest {
    private static final String HEX = "0123456789abcdef".repeat(4);
    private static final String ARN = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:sluice-AbCdEf";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "r--------"})
    void a_file_that_only_its_owner_may_read_is_taken(String mode) throws IOException {
        EncryptionKey key = EncryptionKey.load("file:" + file(HEX + "\n", mode));

        assertThat(key.secretKey()).isEqualTo(EncryptionKey.parse(HEX).secretKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw--w----", "rwx------"})
    void a_file_with_another_mode_is_refused_and_the_error_says_what_to_do(String mode) throws IOException {
        Path file = file(HEX, mode);

        assertThatThrownBy(() -> EncryptionKey.load("file:" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(mode)
                .hasMessageContaining("chmod 600 " + file)
                .hasMessageNotContaining(HEX);
    }

    @Test
    void base64_and_hex_of_the_same_bytes_are_the_same_key() {
        byte[] bytes = EncryptionKey.parse(HEX).secretKey().getEncoded();

        assertThat(EncryptionKey.parse(Base64.getEncoder().encodeToString(bytes))
                        .secretKey())
                .isEqualTo(EncryptionKey.parse(HEX).secretKey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAA",
                "zz23456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "0123456789abcdef"
            })
    void a_key_of_another_length_or_form_is_refused_without_being_shown(String text) throws IOException {
        Path file = file(text, "rw-------");

        assertThatThrownBy(() -> EncryptionKey.load("file:" + file))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage("The encryption key in file:" + file + " is not 32 bytes as base64, or 64 hex digits.");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        assertThatThrownBy(() -> EncryptionKey.load("file:" + folder.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key", "/etc/key", "http://example.com", "file:relative"})
    void a_reference_of_another_kind_is_refused(String reference) {
        assertThatThrownBy(() -> EncryptionKey.load(reference)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void an_arn_is_read_from_secrets_manager() {
        FaultyHttp http = new FaultyHttp().answerNext(200, "{\"SecretString\": \"" + HEX + "\"}");

        EncryptionKey key = EncryptionKey.load(ARN, () -> secrets(http));

        assertThat(key.secretKey()).isEqualTo(EncryptionKey.parse(HEX).secretKey());
        assertThat(http.calls()).isEqualTo(1);
    }

    @Test
    void an_arn_whose_secret_is_no_key_is_refused_by_its_name_only() {
        FaultyHttp http = new FaultyHttp().answerNext(200, "{\"SecretString\": \"password\"}");

        assertThatThrownBy(() -> EncryptionKey.load(ARN, () -> secrets(http)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(ARN)
                .hasMessageNotContaining("password");
    }

    @Test
    void a_key_and_what_it_sealed_print_as_three_stars() {
        EncryptionKey key = EncryptionKey.parse(HEX);

        assertThat(key.toString()).isEqualTo("***");
        assertThat(new AesGcmVault(key).seal("p", new Secret("hush")).toString())
                .isEqualTo("***");
    }

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(folder.resolve("key"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static SecretsManagerClient secrets(FaultyHttp http) {
        return SecretsManagerClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClient(http)
                .build();
    }
}
