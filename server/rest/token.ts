import { allows, mayBeOfClients, type Permission } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { checkClientSecret } from '#server/auth/client-secret.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newToken } from '#server/ids.ts';
import { insertApiToken } from '#server/store/api-clients.ts';
import { write } from '#server/store/write.ts';
import { answerJson } from './answer.ts';
import { callerAddress, flowIdOf, type RestContext, requestHeader, tell } from './environment.ts';
import type { RateLimits } from './rate-limits.ts';
import { readText } from './read-body.ts';

export const token_lifetime_seconds = 900;

/** RFC 6749 errors, since OAuth clients do not read problem bodies. */
class TokenError extends Error {
  readonly status: 400 | 401;
  readonly code: string;

  constructor(status: 400 | 401, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }
}

const percentDecoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const basicCredentials = (header: string | undefined): { id: string; secret: string } | undefined => {
  const [, encoded] = /^basic +([\w+/=-]+)$/i.exec(header?.trim() ?? '') ?? [];
  if (!encoded) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? undefined : { id: percentDecoded(text.slice(0, colon)), secret: percentDecoded(text.slice(colon + 1)) };
};

/** RFC 6749, 3.2: parameters without a value count as left out, and none may come twice. */
const single = (parameters: URLSearchParams, name: string): string | undefined => {
  const [value, ...others] = parameters.getAll(name);
  if (others.length > 0) throw new TokenError(400, 'invalid_request', `${name} may be given once.`);
  return value || undefined;
};

const formOf = async (context: RestContext): Promise<URLSearchParams> => {
  const is_form = requestHeader(context, 'content-type')?.toLowerCase().startsWith('application/x-www-form-urlencoded');
  const text = await readText(context);
  return new URLSearchParams(is_form ? text : '');
};

const grantedPermissions = (held: Permission[], scope: string | undefined): Permission[] => {
  if (!scope) return held;
  const asked = scope.split(' ').filter(Boolean) as Permission[];
  if (!asked.every((permission) => allows(held, permission))) {
    throw new TokenError(400, 'invalid_scope', 'The client does not hold all that the scope names.');
  }
  return asked;
};

const issue = async (app: App, context: RestContext) => {
  const query = new URL(context.req.url).searchParams;
  const form = await formOf(context);
  if (query.has('client_secret')) throw new TokenError(400, 'invalid_request', 'A secret never belongs into an address.');
  const grant_type = single(form, 'grant_type') ?? single(query, 'grant_type');
  if (!grant_type) throw new TokenError(400, 'invalid_request', 'grant_type is missing.');
  if (grant_type !== 'client_credentials') throw new TokenError(400, 'unsupported_grant_type', 'Only client_credentials.');
  const [id, secret] = [single(form, 'client_id'), single(form, 'client_secret')];
  const authorization = requestHeader(context, 'authorization');
  if (authorization !== undefined && secret)
    throw new TokenError(400, 'invalid_request', 'Authenticate by Basic or in the body, not by both.');
  const given = basicCredentials(authorization) ?? (id && secret ? { id, secret } : undefined);
  const checked = given && (await checkClientSecret(app, { ...given, address: callerAddress(context), flow_id: flowIdOf(context) }));
  if (!checked) throw new TokenError(401, 'invalid_client', 'The client id or the secret is not right.');
  const { client, secret_hash } = checked;
  const permissions = grantedPermissions(
    (JSON.parse(client.permissions) as Permission[]).filter(mayBeOfClients),
    single(form, 'scope') ?? single(query, 'scope'),
  );
  const access_token = newToken();
  const now_ms = app.clock();
  await write(app, (tx) =>
    insertApiToken(tx, {
      token_hash: tokenHash(access_token),
      client_id: client.id,
      secret_hash,
      fleet_id: client.fleet_id,
      permissions: JSON.stringify(permissions),
      created_at: new Date(now_ms).toISOString(),
      expires_at: new Date(now_ms + token_lifetime_seconds * 1000).toISOString(),
    }),
  );
  return { access_token, token_type: 'bearer', expires_in: token_lifetime_seconds, scope: permissions.join(' ') };
};

/** `POST /auth/oauth/token`: client credentials by Basic (`#` raw or percent-encoded) or form; the grant in query or form. */
export const answerToken = async (app: App, limits: RateLimits, context: RestContext): Promise<Response> => {
  const wait_seconds = await limits.spendTokenRequest(callerAddress(context));
  if (wait_seconds !== undefined) {
    tell(context, 'retry-after', String(wait_seconds));
    const error_description = 'Too many token requests from this address.';
    return answerJson(context, 429, { error: 'temporarily_unavailable', error_description });
  }
  try {
    return answerJson(context, 200, await issue(app, context));
  } catch (error) {
    if (!(error instanceof TokenError)) throw error;
    if (error.status === 401) tell(context, 'www-authenticate', 'Basic realm="motorpool"');
    return answerJson(context, error.status, { error: error.code, error_description: error.message });
  }
};
