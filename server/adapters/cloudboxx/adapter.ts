import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { explainCheckFailure } from '../credential-values.ts';
import {
  type AdapterContext,
  AdapterFailure,
  type CommandOrder,
  type CommandOutcome,
  type Credentials,
  type DiscoveredUnit,
  type PolledAdapter,
} from '../port.ts';
import { listDevices, readStatus, type WantedStatus, writeStatus } from './client.ts';
import { translateStatus } from './translate.ts';

const page_size = 100;

const wanted_states: Partial<Record<CommandCapability, WantedStatus>> = {
  UNLOCK_CENTRAL_LOCK: { central_lock: 'unlocked' },
  LOCK_CENTRAL_LOCK: { central_lock: 'locked' },
  ENABLE_DRIVING: { immobilizer: 'unlocked' },
  DISABLE_DRIVING: { immobilizer: 'locked' },
  UNLOCK_AND_ENABLE_DRIVING: { central_lock: 'unlocked', immobilizer: 'unlocked' },
  LOCK_AND_DISABLE_DRIVING: { central_lock: 'locked', immobilizer: 'locked' },
};

const usesFallback = (unit: UnitRef): boolean => ({ ...unit.model.settings, ...unit.settings }).fallback === true;

const fetchState: PolledAdapter['fetchState'] = async (credentials, unit, context) => {
  const status = await readStatus({ credentials, context }, unit.unit_id, usesFallback(unit));
  return translateStatus(unit.unit_id, status, context.clock());
};

/** Page by page, until a page brings nothing new: `count` may be missing. */
async function* discoverUnits(credentials: Credentials, context: AdapterContext): AsyncIterable<DiscoveredUnit> {
  const seen = new Set<string>();
  for (let offset = 0, known = -1; known < seen.size; ) {
    known = seen.size;
    const { data, count } = await listDevices({ credentials, context }, offset, page_size);
    for (const device of data) {
      const unit_id = (device.qnr ?? device.id ?? '').toUpperCase();
      if (unit_id === '' || seen.has(unit_id)) continue;
      seen.add(unit_id);
      yield { unit_id };
    }
    offset += data.length;
    if (count !== undefined && offset >= count) return;
  }
}

/**
 * What the car's own answer proves. All asked for: done. Nothing of it: the car did not act. Anything between stays unknown,
 * and so does a lock answered with the ignition on, which has been seen to claim success without acting.
 */
const judgeAnswer = (report: StateReport, order: CommandOrder, locks_doors: boolean): CommandOutcome => {
  if (locks_doors && report.properties.ignition?.value === 'ON') {
    throw new AdapterFailure('unknown', 'The car was locked with its ignition on; whether it acted is not certain');
  }
  const { central_lock, driving_enabled } = commandDefinition(order.capability).proof ?? {};
  const answered = [
    ...(central_lock === undefined ? [] : [{ wanted: central_lock, shown: report.properties.central_lock?.value }]),
    ...(driving_enabled === undefined ? [] : [{ wanted: driving_enabled, shown: report.properties.driving_enabled?.value }]),
  ];
  if (answered.every(({ wanted, shown }) => shown === wanted)) return { status: 'succeeded', report };
  const refused = answered.every(({ wanted, shown }) => shown !== undefined && shown !== wanted);
  throw refused
    ? new AdapterFailure('state', 'The car answered that it did not change')
    : new AdapterFailure('unknown', 'The answer of the car does not show the whole effect');
};

/** The answer to a single lock says nothing about the ignition: one reading more tells whether the claim can be trusted. */
const checkLock = async (outcome: CommandOutcome, fetchAgain: () => Promise<StateReport>): Promise<CommandOutcome> => {
  const after = await fetchAgain().catch(() => undefined);
  if (after === undefined) return outcome;
  const { central_lock, ignition } = after.properties;
  if (ignition?.value !== 'ON' && central_lock?.value === 'LOCKED') return { status: 'succeeded', report: after };
  throw new AdapterFailure('unknown', 'The car claimed to be locked, its state a moment later does not show it');
};

const sendCommand: PolledAdapter['sendCommand'] = async (credentials, unit, order, context) => {
  if (order.capability === 'REQUEST_VEHICLE_STATE') return { status: 'succeeded', report: await fetchState(credentials, unit, context) };
  const wanted = wanted_states[order.capability];
  if (!wanted) throw new AdapterFailure('unsupported', 'CloudBoxx has no such command');
  const locks_doors = wanted.central_lock === 'locked';
  if (locks_doors) {
    const before = await fetchState(credentials, unit, context);
    if (before.properties.ignition?.value === 'ON') throw new AdapterFailure('state', 'The ignition is on; the car cannot be locked');
  }
  const status = await writeStatus({ credentials, context }, unit.unit_id, wanted, order);
  const outcome = judgeAnswer(translateStatus(unit.unit_id, status, context.clock()), order, locks_doors);
  if (!locks_doors || status.ignition !== undefined) return outcome;
  return await checkLock(outcome, () => fetchState(credentials, unit, context));
};

/** INVERS CloudBoxx, device API. The answer to a command comes from the car itself. */
export const cloudboxx_adapter: PolledAdapter = {
  brand: 'CLOUDBOXX',
  async verifyCredentials(credentials, context) {
    try {
      const { count } = await listDevices({ credentials, context }, 0, page_size);
      return { ok: true, ...(count !== undefined && { units_visible: count }) };
    } catch (error) {
      return explainCheckFailure(error);
    }
  },
  discoverUnits,
  fetchState,
  sendCommand,
  limits: { min_poll_seconds: 60, parked_poll_seconds: 300, driving_poll_seconds: 60, max_concurrent_per_credentials: 10 },
};
