/**
 * Finds out whether new secrets work. Those of new credentials are asked about as soon as they are stored, by whatever way: until the vendor has
 * accepted them they show as unverified. Secrets are replaced without a gap. Web cannot ask vendors, so a new secret may be mistyped or not valid yet: until the vendor has accepted it, the former
 * one, which worked last, stays in use. Here the newest secrets of such credentials are tried again and again, and the first success ends the overlap.
 * Both lie sealed; web can open neither, and nobody has to type the former one again.
 */
import type { HttpAdapter } from '#server/adapters/port.ts';
import type { App } from '#server/app.ts';
import { newFlowId } from '#server/ids.ts';
import { type CredentialsRow, listUnproven } from '#server/store/credentials.ts';
import { credentialsLease, type Leases } from './lease-keeper.ts';
import type { CredentialsVault } from './open-credentials.ts';
import { backOffDelay } from './poll-plan.ts';
import { verifyStored } from './verify-credentials.ts';

export interface RotationParts {
  app: App;
  vault: CredentialsVault;
  findAdapter(brand: string): HttpAdapter | undefined;
  /** Which credentials are this gateway's to use. */
  leases: Leases;
}

const look_ms = 2_000;

export const createSecretRotation = ({ app, vault, findAdapter, leases }: RotationParts): { start(): void; stop(): Promise<void> } => {
  const next_at = new Map<string, { failures: number; at_ms: number }>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  const tryOne = async (row: CredentialsRow, key: string) => {
    const adapter = findAdapter(row.brand);
    if (!adapter) return;
    const status = await verifyStored(app, vault, adapter, row, newFlowId())
      .then((check) => check.status)
      .catch(() => 'UNTESTED');
    if (status === 'VALID') {
      next_at.delete(key);
      app.log.info(
        { credentials_id: row.id, brand: row.brand },
        row.former_sealed_secrets === null ? 'New credentials were accepted' : 'A new secret was accepted; the former one is gone',
      );
      return;
    }
    const failures = (next_at.get(key)?.failures ?? 0) + 1;
    next_at.set(key, { failures, at_ms: app.clock() + backOffDelay(failures, undefined, Math.random) });
    if (failures === 1) app.log.warn({ credentials_id: row.id, brand: row.brand, status }, 'New secrets are not accepted');
  };

  const look = async () => {
    const rows = await listUnproven(app.db.read);
    const keys = new Set(rows.map(({ id, revision }) => `${id}/${revision}`));
    for (const key of next_at.keys()) if (!keys.has(key)) next_at.delete(key);
    const due = rows.filter(({ id, revision }) => (next_at.get(`${id}/${revision}`)?.at_ms ?? 0) <= app.clock());
    const tryIfOurs = async (row: CredentialsRow) => {
      const leave = await leases.seek(credentialsLease(row.id));
      if (leave) await tryOne(row, `${row.id}/${row.revision}`).finally(leave);
    };
    await Promise.all(due.map(tryIfOurs));
  };

  return {
    start: () => {
      timer = setInterval(() => {
        running ??= look()
          .catch((error: unknown) => app.log.error({ err: error }, 'New secrets could not be tried'))
          .finally(() => {
            running = undefined;
          });
      }, look_ms);
    },
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
};
