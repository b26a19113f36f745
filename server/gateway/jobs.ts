import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { listModels } from '#lib/catalogue/catalogue.ts';
import type { AuditVerification } from '#lib/contract/audit-log.ts';
import type { CredentialsCheck } from '#lib/contract/credentials.ts';
import type { DiscoveredUnit, HttpAdapter } from '#server/adapters/port.ts';
import { type App, nowAt } from '#server/app.ts';
import { unseal } from '#server/auth/unseal.ts';
import { findCredentials, listCredentials } from '#server/store/credentials.ts';
import { finishGatewayJob, type GatewayJobRow, listRequestedJobs } from '#server/store/gateway-jobs.ts';
import { findVehicle, findVehicleByUnit, type VehicleRow } from '#server/store/vehicles.ts';
import { write } from '#server/store/write.ts';
import { audit_duty, job_duty } from './duties.ts';
import { credentialsLease, type Leases, type Leave } from './lease-keeper.ts';
import type { CredentialsVault } from './open-credentials.ts';
import { toCheck, verifyStored } from './verify-credentials.ts';

export interface JobParts {
  app: App;
  private_key: KeyObject;
  vault: CredentialsVault;
  findAdapter(brand: string): HttpAdapter | undefined;
  /** Asks the unit itself; undefined: it is not connected. */
  checkUnitPassword(vehicle: VehicleRow): Promise<boolean | undefined>;
  /** Ends the connection of a unit, when there is one. */
  disconnect(brand: string, unit_id: string): void;
  verifyAudit(fleet_id: string): Promise<AuditVerification>;
  leases: Leases;
  /** Whether a gateway in office has the unit's connection: this one, another one, or none. */
  whoHas(brand: string, unit_id: string): Promise<'US' | 'OTHERS' | 'NOBODY'>;
}

const VerifyInput = z.object({
  brand: z.string(),
  credentials_id: z.string().optional(),
  fields: z.record(z.string(), z.string()).optional(),
  sealed_secrets: z.string().optional(),
});
const DiscoverInput = z.object({ brand: z.string() });
const DropInput = z.object({ brand: z.string(), unit_id: z.string() });
const discovery_limit = 2000;

const verify = async ({ app, private_key, vault, findAdapter }: JobParts, job: GatewayJobRow): Promise<CredentialsCheck> => {
  const input = VerifyInput.parse(JSON.parse(job.input));
  const adapter = findAdapter(input.brand);
  if (!adapter) return { status: 'UNTESTED', detail: 'This telematics brand cannot be asked.' };
  if (input.credentials_id) {
    const row = await findCredentials(app.db.read, job.fleet_id, input.credentials_id);
    return row ? verifyStored(app, vault, adapter, row, job.flow_id) : { status: 'UNTESTED', detail: 'These credentials are gone.' };
  }
  const place = { table: 'gateway_jobs', column: 'sealed_secrets', fleet_id: job.fleet_id, row_id: job.id };
  const secrets = unseal(private_key, input.sealed_secrets ?? '', place);
  const opened = vault.openLoose(input.brand, job.fleet_id, job.id, input.fields ?? {}, secrets);
  return toCheck(await adapter.verifyCredentials(opened.credentials, opened.context(job.flow_id)));
};

const modelOf = (brand: string, hint: string | undefined): { vehicle_model_id?: string } => {
  if (!hint) return {};
  const wanted = hint.toLowerCase();
  const model = listModels(brand).find((entry) => entry.vehicle_model.toLowerCase() === wanted);
  return model ? { vehicle_model_id: model.id } : {};
};

const discover = async ({ app, vault, findAdapter }: JobParts, job: GatewayJobRow) => {
  const { brand } = DiscoverInput.parse(JSON.parse(job.input));
  const adapter = findAdapter(brand);
  const units: object[] = [];
  let failed = 0;
  let complete = true;
  for (const row of await listCredentials(app.db.read, job.fleet_id, brand)) {
    const opened = vault.openRow(row);
    const listed: AsyncIterable<DiscoveredUnit> | undefined = adapter?.discoverUnits?.(opened.credentials, opened.context(job.flow_id));
    if (!listed) {
      complete = false;
      continue;
    }
    try {
      for await (const { unit_id, model_hint, last_contact_at } of listed) {
        if (units.length >= discovery_limit) {
          complete = false;
          break;
        }
        if (await findVehicleByUnit(app.db.read, brand, unit_id)) continue;
        units.push({ unit_id, credentials_id: row.id, ...modelOf(brand, model_hint), ...(last_contact_at && { last_contact_at }) });
      }
    } catch (error) {
      failed += 1;
      app.log.warn({ credentials_id: row.id, flow_id: job.flow_id, err: error }, 'Units could not be listed');
    }
  }
  return { units, failed, complete };
};

/** A unit that left its vehicle, or whose settings changed: it has to come anew. */
const dropSession = async ({ disconnect }: JobParts, job: GatewayJobRow) => {
  const { brand, unit_id } = DropInput.parse(JSON.parse(job.input));
  disconnect(brand, unit_id);
  return {};
};

const CheckUnitInput = z.object({ vehicle_id: z.string() });

const checkUnit = async ({ app, checkUnitPassword }: JobParts, job: GatewayJobRow): Promise<CredentialsCheck> => {
  const { vehicle_id } = CheckUnitInput.parse(JSON.parse(job.input));
  const vehicle = await findVehicle(app.db.read, job.fleet_id, vehicle_id);
  const is_right = vehicle && (await checkUnitPassword(vehicle));
  if (is_right === undefined) return { status: 'UNTESTED', detail: 'The unit is not connected. Ask again when it is.' };
  if (is_right) return { status: 'VALID' };
  return { status: 'INVALID', detail: 'The unit did not acknowledge the question; a wrong password is met with silence.' };
};

const work: Record<string, (parts: JobParts, job: GatewayJobRow) => Promise<object>> = {
  verify_credentials: verify,
  discover_units: discover,
  drop_session: dropSession,
  check_unit_password: checkUnit,
  verify_audit: ({ verifyAudit }, job) => verifyAudit(job.fleet_id),
};

const noWait: Leave = () => {};

/** The unit that a job is about: only the gateway that has its connection can do it. */
const unitOf = async (
  { app }: JobParts,
  { kind, input, fleet_id }: GatewayJobRow,
): Promise<{ brand: string; unit_id: string } | undefined> => {
  if (kind === 'drop_session') return DropInput.parse(JSON.parse(input));
  if (kind !== 'check_unit_password') return undefined;
  const vehicle = await findVehicle(app.db.read, fleet_id, CheckUnitInput.parse(JSON.parse(input)).vehicle_id);
  return vehicle && { brand: vehicle.telematics_brand, unit_id: vehicle.telematics_unit_id };
};

/** Undefined: another gateway does the job. */
const enterJob = async (parts: JobParts, job: GatewayJobRow): Promise<Leave | undefined> => {
  const unit = await unitOf(parts, job);
  const who = unit && (await parts.whoHas(unit.brand, unit.unit_id));
  if (who === 'US') return noWait;
  if (who === 'OTHERS') return undefined;
  const { credentials_id } = job.kind === 'verify_credentials' ? VerifyInput.parse(JSON.parse(job.input)) : {};
  if (credentials_id) return parts.leases.seek(credentialsLease(credentials_id));
  return parts.leases.seek(job.kind === 'verify_audit' ? audit_duty : job_duty);
};

/** Does what web asks for by rows of `gateway_jobs`. A job that fails is answered as such; one that came too late is left to expire. */
export const createJobs = (parts: JobParts): { start(): void; stop(): void } => {
  const { app } = parts;
  const under_way = new Set<string>();
  let unwatch = () => {};
  let timer: NodeJS.Timeout | undefined;

  const run = async (job: GatewayJobRow) => {
    const leave = await enterJob(parts, job);
    if (!leave) return;
    try {
      await runEntered(job);
    } finally {
      leave();
    }
  };
  const runEntered = async (job: GatewayJobRow) => {
    const result = await (work[job.kind]?.(parts, job) ?? Promise.reject(new Error(`No such job: ${job.kind}`))).catch((error: unknown) => {
      app.log.warn({ job_id: job.id, kind: job.kind, flow_id: job.flow_id, err: error }, 'Job failed');
      return { status: 'UNTESTED', detail: 'The manufacturer could not be asked.', units: [], failed: 1 };
    });
    await write(app, (tx) => finishGatewayJob(tx, job.id, JSON.stringify(result), nowAt(app)));
  };
  const look = async () => {
    for (const job of await listRequestedJobs(app.db.read)) {
      if (under_way.has(job.id) || job.expires_at < nowAt(app)) continue;
      under_way.add(job.id);
      void run(job)
        .catch((error: unknown) => app.log.error({ job_id: job.id, err: error }, 'Job result not stored'))
        .finally(() => under_way.delete(job.id));
    }
  };
  const quietly = () => void look().catch((error: unknown) => app.log.error({ err: error }, 'Jobs could not be read'));
  return {
    start: () => {
      unwatch = app.db.watch(quietly);
      timer = setInterval(quietly, 1000);
      quietly();
    },
    stop: () => {
      unwatch();
      clearInterval(timer);
    },
  };
};
