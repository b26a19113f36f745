import { mayBeOfClients, permissions } from '#lib/domain/access.ts';
import { api_path } from './api-path.ts';

/**
 * OpenID Connect Discovery 1.0 and RFC 8414, as far as they are true of us: tokens for programs by client credentials, and nothing else.
 * There are no people's tokens, so that lists which only concern those are empty.
 */
export const discoveryDocument = ({ app_url }: { app_url: string }) => {
  const issuer = `${app_url}${api_path}/auth`;
  return {
    issuer,
    token_endpoint: `${issuer}/oauth/token`,
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
    grant_types_supported: ['client_credentials'],
    scopes_supported: permissions.filter(mayBeOfClients),
    jwks_uri: `${issuer}/jwks.json`,
    response_types_supported: [],
    subject_types_supported: [],
    id_token_signing_alg_values_supported: [],
    service_documentation: `${app_url}/docs/api`,
  };
};

/** Tokens are opaque: there is no key to check them with. */
export const jwksDocument = () => ({ keys: [] });
