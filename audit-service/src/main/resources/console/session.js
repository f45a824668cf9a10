/**
 * Signing in with OpenID Connect: authorization code with PKCE, the answer in the fragment. Tokens stay in this page's
 * memory; whoever loads the page anew is sent through the provider once more, which knows them for as long as it will.
 */

const SIGNED_IN = "weald-console-signed-in";
const ROUTE = "weald-console-route";
const SOON = 20;

let client;

const here = () => location.origin + "/console";

/** Starts, finishing a sign-in that the provider has just sent back. Returns where that was meant to go, or null. */
export async function open(settings) {
  const route = sessionStorage.getItem(ROUTE);
  sessionStorage.removeItem(ROUTE);
  client = new window.Keycloak({ oidcProvider: settings.issuer, clientId: settings.client });
  const answered = /[#&]state=/.test(location.hash);
  await client.init({
    pkceMethod: "S256",
    responseMode: "fragment",
    checkLoginIframe: false,
    scope: settings.scope,
    redirectUri: here(),
  });
  if (client.authenticated) {
    sessionStorage.setItem(SIGNED_IN, "yes");
  } else if (!answered && sessionStorage.getItem(SIGNED_IN) !== null) {
    sessionStorage.removeItem(SIGNED_IN);
    await signIn(location.hash.replace(/^#\/?/, ""));
  }
  return answered ? (route ?? "") : null;
}

/** Goes to the provider; comes back to `route`. */
export async function signIn(route) {
  sessionStorage.setItem(ROUTE, route);
  await client.login({ redirectUri: here() });
  await new Promise(() => {});
}

/** Ends the session here and at the provider. */
export function signOut() {
  sessionStorage.clear();
  return client.logout({ redirectUri: here() });
}

/** Forgets a session that is over. */
export function forget() {
  sessionStorage.clear();
  client.clearToken();
}

/** Who is signed in: name, organisation and user id; null when nobody is. */
export function who() {
  if (!client.authenticated) {
    return null;
  }
  const { name = "", organization_name: organisation = "", sub } = client.idTokenParsed;
  return { name, organisation, id: sub };
}

/** An access token that does not end at once; null when there is none to be had. */
export async function token() {
  try {
    await client.updateToken(SOON);
    return client.token;
  } catch {
    forget();
    return null;
  }
}
