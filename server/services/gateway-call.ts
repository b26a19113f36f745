import type { z } from 'zod';
import type { Actor } from '#lib/domain/access.ts';
import { Problem } from '#lib/domain/problem.ts';
import type { App } from '#server/app.ts';
import type { Query } from '#server/db/dialect.ts';
import { newId } from '#server/ids.ts';
import { findGatewayJob, insertGatewayJob } from '#server/store/gateway-jobs.ts';
import { write } from '#server/store/write.ts';
import { waitUntil } from './wait-until.ts';

export type GatewayJobKind = 'verify_credentials' | 'discover_units' | 'drop_session' | 'check_unit_password' | 'verify_audit';

const job_lifetime_ms = 30_000;

/** Leaves work for the gateway in the caller's transaction, without waiting for its end. A gateway that is down does not find it later. */
export const leaveToGateway = (
  app: App,
  tx: Query,
  actor: Pick<Actor, 'fleet_id' | 'flow_id'>,
  kind: GatewayJobKind,
  input: object,
  id = newId(),
  lifetime_ms = job_lifetime_ms,
): Promise<void> => {
  const now = app.clock();
  return insertGatewayJob(tx, {
    id,
    fleet_id: actor.fleet_id,
    kind,
    input: JSON.stringify(input),
    status: 'REQUESTED',
    created_at: new Date(now).toISOString(),
    expires_at: new Date(now + lifetime_ms).toISOString(),
    flow_id: actor.flow_id,
  });
};

/** The same for many at once. */
export const leaveAllToGateway = async (
  app: App,
  tx: Query,
  actor: Pick<Actor, 'fleet_id' | 'flow_id'>,
  kind: GatewayJobKind,
  inputs: readonly object[],
): Promise<void> => {
  const [created_at, expires_at] = [0, job_lifetime_ms].map((after) => new Date(app.clock() + after).toISOString());
  const columns = ['id', 'fleet_id', 'kind', 'input', 'status', 'created_at', 'expires_at', 'flow_id'] as const;
  const rows = inputs.map((input) => [
    newId(),
    actor.fleet_id,
    kind,
    JSON.stringify(input),
    'REQUESTED',
    created_at,
    expires_at,
    actor.flow_id,
  ]);
  await app.db.dialect.insertRows(tx, 'gateway_jobs', columns, rows);
};

/** Asks the gateway for work by a durable row and waits for its result: web itself never talks to a vendor. What the result holds beyond its schema is left out. Throws 503 when no gateway takes it. */
export const askGateway = async <T extends z.ZodType>(
  app: App,
  actor: Actor,
  job: { kind: GatewayJobKind; result: T; lifetime_ms?: number },
  makeInput: (job_id: string) => object,
): Promise<z.output<T>> => {
  const id = newId();
  await write(app, (tx) => leaveToGateway(app, tx, actor, job.kind, makeInput(id), id, job.lifetime_ms));
  const done = await waitUntil(
    app.db,
    async () => {
      const row = await findGatewayJob(app.db.read, id);
      return row?.status === 'DONE' ? row : undefined;
    },
    job.lifetime_ms ?? job_lifetime_ms,
  );
  if (!done?.result) throw new Problem('service-unavailable', 'The gateway did not answer. Is it running?', { retry_after_seconds: 5 });
  return job.result.parse(JSON.parse(done.result));
};
