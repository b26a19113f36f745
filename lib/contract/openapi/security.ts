import type { Operation } from '../operation.ts';
import { operations } from '../operations.ts';
import { operation_notes } from './operation-notes.ts';

/** The permission that readers are told; `any` stands for none in particular. */
export const toldPermission = (id: string, operation: Operation): string | undefined =>
  operation_notes[id as keyof typeof operation_notes]?.permission ?? (operation.permission === 'any' ? undefined : operation.permission);

const requirements = (scopes: string[]): Record<string, string[]>[] => [{ client_credentials: scopes }, { session: [] }];

export const securityOf = (id: string, operation: Operation): Record<string, string[]>[] => {
  if (!operation.permission) return [];
  const permission = toldPermission(id, operation);
  return requirements(permission ? [permission] : []);
};

export const live_security = requirements(['vehicles.ro']);

const scopes = (): Record<string, string> => {
  const entries = Object.entries(operations as Record<string, Operation>);
  const told = entries.flatMap(([id, operation]) => toldPermission(id, operation) ?? []);
  return Object.fromEntries([...new Set(told)].sort().map((scope) => [scope, `The permission ${scope}`]));
};

/** Tokens for programs, the sign-in cookie for the pages. */
export const securitySchemes = (api_url: string): Record<string, object> => ({
  client_credentials: {
    type: 'oauth2',
    description:
      'Access tokens for programs, valid for 15 minutes. A scope is a permission of the client; without `scope` a token carries all of them.',
    flows: { clientCredentials: { tokenUrl: `${api_url}/auth/oauth/token`, scopes: scopes() } },
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: api_url.startsWith('https:') ? '__Host-motorpool.session-token' : 'motorpool.session-token',
    description: 'The sign-in of a person, for the pages of this installation. Writes with it must come from these pages.',
  },
  client_basic: {
    type: 'http',
    scheme: 'basic',
    description: 'Client id and secret, for the token endpoint alone. The `#` of a client id may be sent raw or as `%23`.',
  },
});
