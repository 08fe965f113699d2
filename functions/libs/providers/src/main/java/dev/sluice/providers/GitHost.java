package dev.sluice.providers;

import dev.sluice.domain.Secret;
import java.util.List;

/**
 * One git host's way of sending webhooks: how it signs them and what their bodies mean. Both methods are pure, safe from
 * many threads, and answer any input with a value.
 */
public interface GitHost {
    /** Whether one of the secrets signed the request; none of them counts as no signature, never as no check. */
    Verification verify(HookRequest request, List<Secret> secrets);

    Reading read(VerifiedRequest request);
}
