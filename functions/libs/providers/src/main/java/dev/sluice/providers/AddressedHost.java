package dev.sluice.providers;

import dev.sluice.domain.FieldError;
import dev.sluice.domain.Secret;
import dev.sluice.domain.event.Provider;
import java.util.List;
import java.util.Optional;

/**
 * A git host behind its URL. The URL decides how a request is read; what another host sends there is refused with the URL
 * where it belongs, since much of it would read as if it were right.
 */
record AddressedHost(Provider provider, GitHost host) implements GitHost {
    @Override
    public Verification verify(HookRequest request, List<Secret> secrets) {
        Verification verification = host.verify(request, secrets);
        return verification.fold(verified -> verification, reason -> stray(request.headers())
                .<Verification>map(sender -> new Verification.Refused(reason + " " + sender.whereItBelongs()))
                .orElse(verification));
    }

    @Override
    public Reading read(VerifiedRequest request) {
        return stray(request.headers())
                .<Reading>map(sender ->
                        new Reading.Malformed(List.of(new FieldError(sender.header(), sender.whereItBelongs()))))
                .orElseGet(() -> host.read(request));
    }

    private Optional<Sender> stray(Headers headers) {
        return Sender.of(headers).filter(sender -> !sender.belongsAt(provider));
    }
}
