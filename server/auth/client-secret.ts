import { timingSafeEqual } from 'node:crypto';
import { type App, nowAt } from '#server/app.ts';
import { type ApiClientRow, findApiClient } from '#server/store/api-clients.ts';
import { isStorableText } from '#server/store/storable-text.ts';
import { write } from '#server/store/write.ts';
import { tokenHash } from './token-hash.ts';

export interface GivenSecret {
  id: string;
  secret: string;
  address: string;
  flow_id: string;
}

const sameHash = (known: string, given: string): boolean =>
  known.length === given.length && timingSafeEqual(Buffer.from(known), Buffer.from(given));

/** The given hash, when it is that of the client's secret, or of the one before while both are accepted. */
const acceptedHash = (app: App, client: ApiClientRow, given_hash: string): string | undefined => {
  const overlaps = client.old_secret_expires_at !== null && client.old_secret_expires_at > nowAt(app);
  const accepted = [client.secret_hash, ...(overlaps && client.old_secret_hash ? [client.old_secret_hash] : [])];
  return accepted.find((known) => sameHash(known, given_hash));
};

const note_interval_ms = 60_000;
const noted_at_ms = new WeakMap<App, Map<string, number>>();

/** Tells the fleet that someone tried a wrong secret of one of its clients: once a minute per client and process, however often it happens. */
const noteRefusal = async (app: App, client: ApiClientRow, { address, flow_id }: GivenSecret): Promise<void> => {
  const noted = noted_at_ms.get(app) ?? new Map<string, number>();
  noted_at_ms.set(app, noted);
  if (app.clock() - (noted.get(client.id) ?? 0) < note_interval_ms) return;
  noted.set(client.id, app.clock());
  await write(app, async (_tx, _emit, audit) =>
    audit({
      fleet_id: client.fleet_id,
      actor: { type: 'API_CLIENT', id: client.id, name: client.name },
      action: 'api-client.refuse-secret',
      object_type: 'api-client',
      object_id: client.id,
      detail: { address },
      flow_id,
    }),
  );
};

/** The client whose secret this is, with the hash that it was known by. Undefined for a wrong secret as for an unknown client. */
export const checkClientSecret = async (
  app: App,
  given: GivenSecret,
): Promise<{ client: ApiClientRow; secret_hash: string } | undefined> => {
  const client = isStorableText(given.id) ? await findApiClient(app.db.read, given.id) : undefined;
  if (!client) return undefined;
  const secret_hash = acceptedHash(app, client, tokenHash(given.secret));
  if (secret_hash) return { client, secret_hash };
  await noteRefusal(app, client, given);
  return undefined;
};
