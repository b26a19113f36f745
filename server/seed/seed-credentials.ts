import { findBrand } from '#lib/catalogue/catalogue.ts';
import { Secret } from '#lib/domain/secret.ts';
import { type App, nowAt } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId, newToken } from '#server/ids.ts';
import { insertCredentials } from '#server/store/credentials.ts';

const insertOne = async (
  app: App,
  tx: Query,
  fleet_id: string,
  brand: string,
  values: Record<string, string>,
): Promise<{ id: string; push_path: string }> => {
  const id = newId();
  const push_token = newToken();
  const now = nowAt(app);
  const open: Record<string, string> = {};
  const secret: Record<string, string> = {};
  for (const field of findBrand(brand)?.credential_fields ?? []) {
    const value = values[field.name] ?? field.default_value;
    if (value !== undefined) (field.secret ? secret : open)[field.name] = value;
  }
  const place = { table: 'credentials', column: 'sealed_secrets', fleet_id, row_id: id };
  await insertCredentials(tx, {
    id,
    fleet_id,
    brand,
    name: findBrand(brand)?.name ?? brand,
    fields: JSON.stringify(open),
    sealed_secrets: seal(app.public_key, new Secret(JSON.stringify(secret)), place),
    push_token: tokenHash(push_token),
    status: 'UNTESTED',
    status_detail: null,
    checked_at: null,
    last_success_at: null,
    consecutive_failures: 0,
    revision: 1,
    created_at: now,
    modified_at: now,
  });
  return { id, push_path: `/push/${brand}/${push_token}` };
};

/** Stores vendors' credentials as the service would, within the seed's one transaction. `values` are the fields that the brand declares. */
export const seedCredentials = async (
  app: App,
  tx: Query,
  fleet_id: string,
  wanted: readonly { brand: string; values: Record<string, string> }[],
) => {
  const ids = new Map<string, string>();
  const push_paths = new Map<string, string>();
  for (const { brand, values } of wanted) {
    const { id, push_path } = await insertOne(app, tx, fleet_id, brand, values);
    ids.set(brand, id);
    push_paths.set(brand, push_path);
  }
  return { ids, push_paths };
};
