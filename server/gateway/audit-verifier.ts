import { setImmediate } from 'node:timers/promises';
import type { AuditVerification } from '#lib/contract/audit-log.ts';
import { type App, nowAt } from '#server/app.ts';
import type { SealOf } from '#server/auth/audit-seal.ts';
import { type ChainRow, listChain, listUnnumbered } from '#server/store/audit-chain.ts';
import type { AuditSealer } from './audit-sealer.ts';
import { verifyChain } from './verify-chain.ts';

const batch = 500;
const most_unnumbered = 20;
/** Whoever asks again within this time hears the same. */
const fresh_ms = 3_000;
const most_kept = 1_000;

/** All entries of the fleet in steps, so that the gateway does its other work in between. */
export const readChain = async function* (app: Pick<App, 'db'>, fleet_id: string): AsyncGenerator<ChainRow> {
  let after = { audit_seq: 0, id: '' };
  for (;;) {
    const rows = await listChain(app.db.read, fleet_id, after, batch);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < batch) return;
    after = { audit_seq: last.audit_seq, id: last.id };
    await setImmediate();
  }
};

type Known = Pick<AuditSealer, 'head' | 'checkpoint'>;

export const verifyFleet = async (
  app: Pick<App, 'db' | 'clock'>,
  sealOf: SealOf,
  known: Known,
  fleet_id: string,
): Promise<AuditVerification> =>
  verifyChain({
    rows: readChain(app, fleet_id),
    sealOf,
    head: known.head(fleet_id),
    checkpoint: known.checkpoint(fleet_id),
    unnumbered: await listUnnumbered(app.db.read, fleet_id, most_unnumbered),
    verified_at: nowAt(app),
  });

/** For whoever asks by the page: entries that wait are sealed first, and several who ask at once are answered by one look. */
export const createAuditVerifier = (app: App, sealOf: SealOf, sealer: AuditSealer): ((fleet_id: string) => Promise<AuditVerification>) => {
  const known = new Map<string, { until_ms: number; answer: Promise<AuditVerification> }>();
  return (fleet_id) => {
    const last = known.get(fleet_id);
    if (last && performance.now() < last.until_ms) return last.answer;
    if (known.size >= most_kept) known.clear();
    const looking = {
      until_ms: Number.POSITIVE_INFINITY,
      answer: sealer.sealNow().then(() => verifyFleet(app, sealOf, sealer, fleet_id)),
    };
    known.set(fleet_id, looking);
    const keepFor = (kept_ms: number) => () => {
      looking.until_ms = performance.now() + kept_ms;
    };
    looking.answer.then(keepFor(fresh_ms), keepFor(0));
    return looking.answer;
  };
};
