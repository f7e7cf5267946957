/// Gives the kept page a new nonce each time it is shown, as the server does (proctor_server/api/pages.py).

const NONCE_IN_PAGE = /<meta name="csp-nonce" content="([^"]+)"/;
const POLICY = 'Content-Security-Policy';

/** The page with `fresh` in place of its old nonce, in its text and in its policy alike. */
export async function withFreshNonce(kept: Response, fresh: string): Promise<Response> {
  const html = await kept.text();
  const headers = new Headers(kept.headers);
  const old = NONCE_IN_PAGE.exec(html)?.[1];
  const policy = headers.get(POLICY);
  if (old === undefined || policy === null) return new Response(html, { headers });
  headers.set(POLICY, policy.replaceAll(old, fresh));
  return new Response(html.replaceAll(old, fresh), { headers });
}

/** 128 random bits, base64url. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
