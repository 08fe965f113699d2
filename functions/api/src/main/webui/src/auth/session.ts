import { type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';

/** What `/config.json` says of the OpenID Connect issuer. */
interface Config {
  client_id: string;
  issuer: string;
  authorization_endpoint: string;
  token_endpoint: string;
  end_session_endpoint: string | null;
  scope: string;
}

let managing: Promise<UserManager> | undefined;
const listeners = new Set<() => void>();
let ended = false;

async function manage(): Promise<UserManager> {
  const answer = await fetch('/config.json');
  if (!answer.ok) {
    managing = undefined;
    const problem: unknown = await answer.json().catch(() => ({}));
    const detail = (problem as { detail?: string }).detail;
    throw new Error(detail ?? 'Sluice does not say where to sign in. Try again.');
  }
  const config = (await answer.json()) as Config;
  return new UserManager({
    authority: config.issuer,
    metadata: {
      issuer: config.issuer,
      authorization_endpoint: config.authorization_endpoint,
      token_endpoint: config.token_endpoint,
      ...(config.end_session_endpoint ? { end_session_endpoint: config.end_session_endpoint } : {}),
    },
    client_id: config.client_id,
    redirect_uri: `${location.origin}/callback`,
    post_logout_redirect_uri: `${location.origin}/`,
    scope: config.scope,
    response_type: 'code',
    loadUserInfo: false,
    automaticSilentRenew: true, // by refresh token, where the issuer gives one
    monitorSession: false,
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  });
}

function manager(): Promise<UserManager> {
  managing ??= manage();
  return managing;
}

/** The signed-in person's session; null where nobody is signed in. */
export async function user(): Promise<User | null> {
  const found = await (await manager()).getUser();
  return found && !found.expired ? found : null;
}

export async function accessToken(): Promise<string | null> {
  return (await user())?.access_token ?? null;
}

/** Leaves for the issuer's page; `back` is the path to return to. */
export async function signIn(back: string): Promise<void> {
  await (await manager()).signinRedirect({ state: back });
}

/** Ends the sign-in that the issuer sent back from, and gives the path to return to. */
export async function takeSignIn(): Promise<string> {
  const signedIn = await (await manager()).signinRedirectCallback();
  ended = false;
  return typeof signedIn.state === 'string' && signedIn.state.startsWith('/') ? signedIn.state : '/';
}

/** Signs out here and, where the issuer has an address for it, there. */
export async function signOut(): Promise<void> {
  const users = await manager();
  if (users.settings.metadata?.end_session_endpoint) {
    // Cognito wants its own two names beside the standard's.
    await users.signoutRedirect({
      extraQueryParams: { client_id: users.settings.client_id, logout_uri: `${location.origin}/` },
    });
    return;
  }
  await users.removeUser();
  location.assign('/');
}

/** The server does not accept the token any more. */
export async function endSession(): Promise<void> {
  if (ended) return;
  ended = true;
  await (await manager()).removeUser();
  listeners.forEach((listener) => listener());
}

/** Calls back when the session has ended; gives the way to stop that. */
export function onSessionEnd(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
