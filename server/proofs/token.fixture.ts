import { type Permission, presetPermissions } from '#lib/domain/access.ts';
import type { App } from '#server/app.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import { newToken } from '#server/ids.ts';
import { seedApiClient } from '#server/seed/seed-fleet.ts';
import { insertApiToken } from '#server/store/api-clients.ts';
import { write } from '#server/store/write.ts';

/** The token of an API client of the fleet, good for an hour. */
export const giveToken = (
  app: App,
  fleet_id: string,
  permissions: readonly Permission[] = presetPermissions('Fleet Manager'),
): Promise<string> =>
  write(app, async (tx) => {
    const token = newToken();
    const { client_id, client_secret } = await seedApiClient(app, tx, fleet_id, { number: 1, name: 'Reader', permissions });
    const now = app.clock();
    await insertApiToken(tx, {
      token_hash: tokenHash(token),
      client_id,
      secret_hash: tokenHash(client_secret),
      fleet_id,
      permissions: JSON.stringify(permissions),
      created_at: new Date(now).toISOString(),
      expires_at: new Date(now + 3_600_000).toISOString(),
    });
    return token;
  });
