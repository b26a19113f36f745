import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { AuditVerification } from '#lib/contract/audit-log.ts';
import type { App } from '#server/app.ts';
import { newDetailDigest } from '#server/audit-digest.ts';
import { createSealOf, type SealOf } from '#server/auth/audit-seal.ts';
import { readAuditKeys } from '#server/auth/keys.ts';
import { dataPaths } from '#server/config.ts';
import type { Query } from '#server/db/dialect.ts';
import { openCheckpointFile } from '#server/gateway/audit-checkpoints.ts';
import { createAuditSealer } from '#server/gateway/audit-sealer.ts';
import { verifyFleet } from '#server/gateway/audit-verifier.ts';
import { newId } from '#server/ids.ts';
import { write } from '#server/store/write.ts';
import type { TestApp } from '#server/test/app.fixture.ts';

export const audited = (app: App, fleet_id: string, entries: number, object_id?: string): Promise<void> =>
  write(app, async (_tx, _emit, audit) => {
    for (let index = 0; index < entries; index += 1)
      audit({
        fleet_id,
        actor: { type: 'USER', id: `u${index % 3}`, name: `Person ${index % 3}` },
        action: 'vehicle.change',
        object_type: 'vehicle',
        object_id: object_id ?? `V${index % 5}`,
        detail: { remark: { before: index, after: index + 1 } },
        flow_id: newId(),
      });
  });

/** The gateway's sealer and verifier on their own; a new one reads the checkpoints as a new gateway does. */
export const openAudit = async ({ app }: Pick<TestApp, 'app'>, given?: SealOf) => {
  const keys = readAuditKeys(dataPaths(app.config.data_dir).keys);
  const sealOf = given ?? createSealOf(keys.seal);
  const file = openCheckpointFile(app.config.audit_checkpoint_folder, keys.signing);
  const sealer = createAuditSealer({ app, sealOf, file, isInOffice: async () => true });
  await sealer.start();
  await sealer.sealNow();
  return {
    sealer,
    sealOf,
    verify: (fleet_id: string, read: Query = app.db.read): Promise<AuditVerification> =>
      verifyFleet({ clock: app.clock, db: { ...app.db, read } } as App, sealOf, sealer, fleet_id),
  };
};

/** What somebody who rules the database does first. */
export const dropTriggers = async ({ app, database_url }: TestApp): Promise<void> => {
  const names = ['audit_log_kept', 'audit_log_unchanged', 'audit_seals_kept', 'audit_seals_unchanged'];
  const statements = database_url
    ? ['DROP FUNCTION refuse_audit_change CASCADE', 'DROP INDEX audit_log_by_seq']
    : [...names.map((name) => `DROP TRIGGER ${name}`), 'DROP INDEX audit_log_by_seq'];
  for (const statement of statements) await sql.raw(statement).execute(app.db.write);
};

class Undone extends Error {}

/** Lets `work` do its worst in a transaction, and takes it back. */
export const undone = async <T>({ app }: TestApp, work: (tx: Query) => Promise<T>): Promise<T> => {
  let result: { value: T } | undefined;
  const running = app.db.write.transaction().execute(async (tx) => {
    result = { value: await work(tx) };
    throw new Undone();
  });
  await running.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  if (!result) throw new Error('Nothing was tried.');
  return result.value;
};

export interface Attack {
  tx: Query;
  fleet_id: string;
  /** Entry to be attacked, another one, and how many there are. */
  at: number;
  other: number;
  entries: number;
  random(below: number): number;
}

const row = (tx: Query, fleet_id: string, at: number) =>
  tx.selectFrom('audit_log').selectAll().where('fleet_id', '=', fleet_id).where('audit_seq', '=', at).executeTakeFirstOrThrow();
const change = (tx: Query, fleet_id: string, at: number, columns: object) =>
  tx.updateTable('audit_log').set(columns).where('fleet_id', '=', fleet_id).where('audit_seq', '=', at).execute();
const setSeal = (tx: Query, fleet_id: string, at: number, seal: string) =>
  tx.updateTable('audit_seals').set({ seal }).where('fleet_id', '=', fleet_id).where('audit_seq', '=', at).execute();
const sealAt = async (tx: Query, fleet_id: string, at: number) => {
  const found = await tx
    .selectFrom('audit_seals')
    .select('seal')
    .where('fleet_id', '=', fleet_id)
    .where('audit_seq', '=', at)
    .executeTakeFirstOrThrow();
  return found.seal;
};
const tables = ['audit_log', 'audit_seals'] as const;
/** Moves all behind `after` by one place; by way of negative numbers, since each stands once. */
const shift = async (tx: Query, fleet_id: string, after: number, by: number) => {
  for (const table of tables) {
    await sql`UPDATE ${sql.table(table)} SET audit_seq = -(audit_seq + ${by}) WHERE fleet_id = ${fleet_id} AND audit_seq > ${after}`.execute(
      tx,
    );
    await sql`UPDATE ${sql.table(table)} SET audit_seq = -audit_seq WHERE fleet_id = ${fleet_id} AND audit_seq < 0`.execute(tx);
  }
};

const edits = [
  () => ({ actor_name: 'Somebody else' }),
  () => ({ actor_id: 'nobody' }),
  () => ({ action: 'vehicle.add' }),
  () => ({ object_id: 'V9' }),
  () => ({ recorded_at: '2020-01-01T00:00:00.000Z' }),
  () => ({ flow_id: 'another' }),
  () => ({ support_grant_id: 'none' }),
  () => ({ detail: '{"remark":"never"}' }),
  () => ({ detail: '{"remark":"never"}', ...newDetailDigest('{"remark":"never"}') }),
  () => ({ detail: '{}', detail_salt: '' }),
];

/** Each changes the log in one way, and tells the number at which that must show. */
export const attacks: Record<string, (attack: Attack) => Promise<number>> = {
  edit: async ({ tx, fleet_id, at, random }) => {
    await change(tx, fleet_id, at, edits[random(edits.length)]?.() ?? {});
    return at;
  },
  delete: async ({ tx, fleet_id, at, random }) => {
    const way = random(3);
    await tx.deleteFrom('audit_log').where('fleet_id', '=', fleet_id).where('audit_seq', '=', at).execute();
    if (way > 0) await tx.deleteFrom('audit_seals').where('fleet_id', '=', fleet_id).where('audit_seq', '=', at).execute();
    if (way === 2) await shift(tx, fleet_id, at, -1);
    return at;
  },
  insert: async ({ tx, fleet_id, at, random }) => {
    const forged = { ...(await row(tx, fleet_id, at)), id: newId(), object_id: 'V8' };
    const seal = await sealAt(tx, fleet_id, at);
    const moves = random(2) === 1;
    if (moves) await shift(tx, fleet_id, at - 1, 1);
    await tx.insertInto('audit_log').values(forged).execute();
    if (moves) await tx.insertInto('audit_seals').values({ fleet_id, audit_seq: at, seal }).execute();
    return at;
  },
  swap: async ({ tx, fleet_id, at, other, random }) => {
    const [one, two] = [await row(tx, fleet_id, at), await row(tx, fleet_id, other)];
    const [seal_of_one, seal_of_two] = [await sealAt(tx, fleet_id, at), await sealAt(tx, fleet_id, other)];
    await change(tx, fleet_id, at, { id: newId() });
    await change(tx, fleet_id, other, { ...one, audit_seq: other });
    await change(tx, fleet_id, at, { ...two, audit_seq: at });
    if (random(2) === 1) {
      await setSeal(tx, fleet_id, at, seal_of_two);
      await setSeal(tx, fleet_id, other, seal_of_one);
    }
    return Math.min(at, other);
  },
  truncate: async ({ tx, fleet_id, at, random }) => {
    for (const table of tables) await tx.deleteFrom(table).where('fleet_id', '=', fleet_id).where('audit_seq', '>=', at).execute();
    if (random(2) === 1)
      await tx
        .updateTable('audit_sequences')
        .set({ last_seq: at - 1 })
        .where('fleet_id', '=', fleet_id)
        .execute();
    return at;
  },
  'forged seal': async ({ tx, fleet_id, at, other, random }) => {
    if (random(2) === 1) await change(tx, fleet_id, at, { object_id: 'V9' });
    const seal = random(2) === 1 ? randomBytes(32).toString('base64url') : await sealAt(tx, fleet_id, other);
    await setSeal(tx, fleet_id, at, seal);
    return at;
  },
};
