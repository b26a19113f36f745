import type { FakeRequest } from '../http-fake.ts';
import type { FakeAnswer } from '../http-fault.ts';

export interface TokenDeskOptions {
  clock: () => number;
  client_id: string;
  client_secret: string;
  token_life_seconds: number;
  /** Which way of sending the client's secret is taken; the guide shows one, a working client uses the other. */
  accepts: 'body' | 'basic' | 'both';
}

const refused: FakeAnswer = { status: 401, body: { error: 'invalid_client' } };

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Tokens are unsecured JWS: any broker of the same test can read who they are for and how long they hold. */
export const createTokenDesk = ({ clock, client_id, client_secret, token_life_seconds, accepts }: TokenDeskOptions) => {
  const tokens = new Map<string, number>();
  let issued = 0;

  const knows = ({ body, headers }: FakeRequest): boolean => {
    const form = new URLSearchParams(body);
    if (form.get('grant_type') !== 'client_credentials' || !form.get('scope')?.includes('openid')) return false;
    const [scheme, basic = ''] = (headers.authorization ?? '').split(' ');
    if (scheme?.toLowerCase() === 'basic') {
      const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString('utf8').split(':').map(decodeURIComponent);
      return accepts !== 'body' && id === client_id && secret === client_secret;
    }
    return accepts !== 'basic' && form.get('client_id') === client_id && form.get('client_secret') === client_secret;
  };

  return {
    issue: (request: FakeRequest): FakeAnswer => {
      if (!knows(request)) return refused;
      issued += 1;
      const now_s = Math.floor(clock() / 1_000);
      const claims = { sub: client_id, iat: now_s, exp: now_s + token_life_seconds, scope: 'kafka', jti: String(issued) };
      const access_token = `${encode({ alg: 'none' })}.${encode(claims)}.`;
      tokens.set(access_token, clock() + token_life_seconds * 1_000);
      return { status: 200, body: { access_token, token_type: 'bearer', expires_in: token_life_seconds, id_token: access_token } };
    },
    accepts: (token: string): boolean => (tokens.get(token) ?? 0) > clock(),
    revokeAll: () => tokens.clear(),
    issuedCount: () => issued,
  };
};
