import { CredentialsCheck, type StoredCredentials } from '#lib/contract/credentials.ts';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import { Secret } from '#lib/domain/secret.ts';
import { type App, nowAt } from '#server/app.ts';
import { seal } from '#server/auth/seal.ts';
import { tokenHash } from '#server/auth/token-hash.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId, newToken } from '#server/ids.ts';
import {
  type CredentialsRow,
  countVehiclesByCredentials,
  deleteCredentials as deleteRow,
  findCredentials,
  insertCredentials,
  listCredentials as listRows,
  updateCredentials as updateRow,
} from '#server/store/credentials.ts';
import { type Audit, write } from '#server/store/write.ts';
import { authorise } from './authorise.ts';
import type { Call, Service } from './call.ts';
import { partFields, partReplacements, requireReplaceable } from './credential-fields.ts';
import { askGateway } from './gateway-call.ts';
import { getBrand } from './get-brand.ts';
import { onceWithin } from './idempotency.ts';
import { etagOf, requireUnchanged } from './revision.ts';

const toStored = (row: CredentialsRow, vehicle_count: number): StoredCredentials => {
  const fields: Record<string, string> = JSON.parse(row.fields);
  return {
    id: row.id,
    name: row.name,
    ...(fields.client_id && { client_id: fields.client_id }),
    brand: row.brand,
    fields,
    status: row.status as StoredCredentials['status'],
    ...(row.status_detail && { status_detail: row.status_detail }),
    ...(row.checked_at && { checked_at: row.checked_at }),
    ...(row.last_success_at && { last_success_at: row.last_success_at }),
    consecutive_failures: row.consecutive_failures,
    former_secret_in_use: row.former_sealed_secrets !== null,
    vehicle_count,
    created_at: row.created_at,
    modified_at: row.modified_at,
  };
};

const sealSecrets = (app: App, fleet_id: string, table: string, row_id: string, secrets: Record<string, string>): string =>
  seal(app.public_key, new Secret(JSON.stringify(secrets)), { table, column: 'sealed_secrets', fleet_id, row_id });

const getRow = async (db: Query, actor: Actor, params: { brand: string; credentials_id: string }): Promise<CredentialsRow> => {
  const row = await findCredentials(db, actor.fleet_id, params.credentials_id);
  if (!row || row.brand !== getBrand(params.brand).brand) {
    throw new Problem('resource-not-found', `There are no credentials ${params.credentials_id} for this brand.`);
  }
  return row;
};

type Viewed = Pick<Call<'getCredentials'>, 'params' | 'onRevision'>;

const view = async (app: App, actor: Actor, { params, onRevision }: Viewed): Promise<StoredCredentials> => {
  const row = await getRow(app.db.read, actor, params);
  onRevision?.(etagOf(row));
  const counts = await countVehiclesByCredentials(app.db.read, actor.fleet_id);
  return toStored(row, counts.get(row.id) ?? 0);
};

const refuseTakenName = (app: App, name: string) => (error: unknown) => {
  if (!app.db.dialect.isUniqueViolation(error)) throw error;
  throw new Problem('conflicting-resource', `Credentials named ${name} exist already.`, {
    errors: [{ pointer: '/name', code: 'taken', message: 'This name is taken.' }],
  });
};

/** Stores new credentials. The push address, where the brand has one, is told here once: only a hash of its token is kept. */
export const createCredentials: Service<'createCredentials'> = async (app, actor, { params, body, ...door }) => {
  authorise(actor, 'createCredentials');
  const brand = getBrand(params.brand);
  if (brand.authentication !== 'SHARED') throw new Problem('validation-error', `${brand.name} has no credentials of its own to store.`);
  const { name, ...given } = body;
  const { open, secret } = partFields(brand, given as Record<string, string>);
  const id = newId();
  const push_token = newToken();
  const now = nowAt(app);
  const { fleet_id, flow_id } = actor;
  const store = async (tx: Query, audit: Audit) => {
    await insertCredentials(tx, {
      id,
      fleet_id,
      brand: brand.brand,
      name,
      fields: JSON.stringify(open),
      sealed_secrets: sealSecrets(app, fleet_id, 'credentials', id, secret),
      push_token: tokenHash(push_token),
      status: 'UNTESTED',
      status_detail: null,
      checked_at: null,
      last_success_at: null,
      consecutive_failures: 0,
      revision: 1,
      created_at: now,
      modified_at: now,
    }).catch(refuseTakenName(app, name));
    const detail = { brand: brand.brand, name };
    audit({ fleet_id, actor, action: 'credentials.create', object_type: 'credentials', object_id: id, detail, flow_id });
    return {
      id,
      name,
      ...(open.client_id && { client_id: open.client_id }),
      ...(brand.receives_push && { push_path: `/push/${brand.brand}/${push_token}` }),
    };
  };
  const request = { createCredentials: body, brand: brand.brand };
  return write(app, (tx, _emit, audit) => onceWithin(app, tx, actor, door, request, () => store(tx, audit)));
};

export const listCredentials: Service<'listCredentials'> = async (app, actor, { params }) => {
  authorise(actor, 'listCredentials');
  const rows = await listRows(app.db.read, actor.fleet_id, getBrand(params.brand).brand);
  const counts = await countVehiclesByCredentials(app.db.read, actor.fleet_id);
  return { items: rows.map((row) => toStored(row, counts.get(row.id) ?? 0)) };
};

export const getCredentials: Service<'getCredentials'> = async (app, actor, call) => {
  authorise(actor, 'getCredentials');
  return view(app, actor, call);
};

/** What worked last stays in use until the gateway has seen the new secrets accepted; a second replacement in between keeps the one that worked. */
const keptSecrets = (row: CredentialsRow): Pick<CredentialsRow, 'former_fields' | 'former_sealed_secrets'> | undefined => {
  if (row.former_sealed_secrets !== null || row.status !== 'VALID') return undefined;
  return { former_fields: row.fields, former_sealed_secrets: row.sealed_secrets };
};

/** Replaces secrets (and addresses). The credentials count as untested until the next check. */
export const updateCredentials: Service<'updateCredentials'> = async (app, actor, { params, body, if_match, onRevision }) => {
  authorise(actor, 'updateCredentials');
  const brand = getBrand(params.brand);
  requireReplaceable(brand, body);
  await write(app, async (tx, _emit, audit) => {
    const row = await getRow(tx, actor, params);
    requireUnchanged(`Credentials ${row.id}`, row, if_match);
    const { open, secret } = partReplacements(brand, JSON.parse(row.fields), body);
    await updateRow(tx, row.id, {
      fields: JSON.stringify(open),
      ...(secret && { sealed_secrets: sealSecrets(app, row.fleet_id, 'credentials', row.id, secret), ...keptSecrets(row) }),
      status: 'UNTESTED',
      status_detail: null,
      consecutive_failures: 0,
      revision: row.revision + 1,
      modified_at: nowAt(app),
    });
    const detail = { fields: Object.keys(body) };
    audit({
      fleet_id: row.fleet_id,
      actor,
      action: 'credentials.replace',
      object_type: 'credentials',
      object_id: row.id,
      detail,
      flow_id: actor.flow_id,
    });
  });
  return view(app, actor, { params, onRevision });
};

const verification = { kind: 'verify_credentials', result: CredentialsCheck } as const;

export const testCredentials: Service<'testCredentials'> = async (app, actor, { params }) => {
  authorise(actor, 'testCredentials');
  const row = await getRow(app.db.read, actor, params);
  return askGateway(app, actor, verification, () => ({ brand: row.brand, credentials_id: row.id }));
};

/** Asks the vendor about credentials that are not stored (yet). */
export const checkNewCredentials: Service<'checkNewCredentials'> = async (app, actor, { params, body }) => {
  authorise(actor, 'checkNewCredentials');
  const brand = getBrand(params.brand);
  const { open, secret } = partFields(brand, body);
  return askGateway(app, actor, verification, (job_id) => ({
    brand: brand.brand,
    fields: open,
    sealed_secrets: sealSecrets(app, actor.fleet_id, 'gateway_jobs', job_id, secret),
  }));
};

export const deleteCredentials: Service<'deleteCredentials'> = async (app, actor, { params }) => {
  authorise(actor, 'deleteCredentials');
  await write(app, async (tx, _emit, audit) => {
    const row = await getRow(tx, actor, params);
    const used_by = (await countVehiclesByCredentials(tx, actor.fleet_id)).get(row.id) ?? 0;
    if (used_by > 0) throw new Problem('conflicting-resource', `${used_by} vehicles use these credentials.`);
    await deleteRow(tx, row.id).catch((error: unknown) => {
      if (!app.db.dialect.isForeignKeyViolation(error)) throw error;
      throw new Problem('conflicting-resource', 'A vehicle has begun to use these credentials.');
    });
    audit({
      fleet_id: row.fleet_id,
      actor,
      action: 'credentials.delete',
      object_type: 'credentials',
      object_id: row.id,
      flow_id: actor.flow_id,
    });
  });
};
