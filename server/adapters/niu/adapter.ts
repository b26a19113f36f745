import type { VendorProfile } from '#lib/domain/vendor-profile.ts';
import { confirmByState } from '../confirm-by-state.ts';
import { explainCheckFailure } from '../credential-values.ts';
import { looseNumber } from '../loose-values.ts';
import {
  type AdapterContext,
  AdapterFailure,
  type CommandOrder,
  type CommandOutcome,
  type Credentials,
  type DiscoveredUnit,
  type PolledAdapter,
} from '../port.ts';
import { type Access, callNiu, fetchToken } from './client.ts';
import { findAll, findOne } from './pointer.ts';
import { fillPath, niu_assumed_profile } from './profile.ts';
import { translateState } from './translate.ts';

const confirmation_wait_ms = 30_000;

const listPage = async (access: Access, page: number) => {
  const { list } = access.profile;
  const data = await callNiu(access, { method: list.method, path: fillPath(list.path, { page: String(page) }) });
  const units = findAll(data, `${list.items}/*`).flatMap((item): DiscoveredUnit[] => {
    const unit_id = findOne(item, list.unit);
    const model = list.model === undefined ? undefined : findOne(item, list.model);
    return typeof unit_id === 'string' && unit_id !== ''
      ? [{ unit_id: unit_id.toUpperCase(), ...(typeof model === 'string' && { model_hint: model }) }]
      : [];
  });
  return { units, total: list.total === undefined ? undefined : looseNumber(findOne(data, list.total)) };
};

/** Page by page, until the total is reached or a page brings nothing new. */
async function* discoverUnits(access: Access): AsyncIterable<DiscoveredUnit> {
  const seen = new Set<string>();
  for (let page = 1, known = -1; known < seen.size; page += 1) {
    known = seen.size;
    const { units, total } = await listPage(access, page);
    for (const unit of units) {
      if (seen.has(unit.unit_id)) continue;
      seen.add(unit.unit_id);
      yield unit;
    }
    if (total !== undefined && seen.size >= total) return;
  }
}

const readState = async (access: Access, unit_id: string) => {
  const { state } = access.profile;
  const data = await callNiu(access, { method: state.method, path: fillPath(state.path, { sn: unit_id }) });
  return translateState(unit_id, data, access.profile, access.context.clock());
};

const sendProfileCommand = async (access: Access, unit_id: string, order: CommandOrder): Promise<CommandOutcome> => {
  const { command } = access.profile;
  const { capability } = order;
  if (capability === 'REQUEST_VEHICLE_STATE') return { status: 'succeeded', report: await readState(access, unit_id) };
  const fields = command.bodies[capability];
  if (!fields) throw new AdapterFailure('unsupported', 'The profile has no such command');
  const sent_at_ms = access.context.clock();
  const path = fillPath(command.path, { sn: unit_id });
  await callNiu(access, { method: command.method, path, body: { encoding: command.encoding, fields } }, order);
  const proof = command.confirm[capability];
  if (proof === undefined) return { status: 'succeeded' };
  const confirmation = { proof, sent_at_ms, wait_ms: confirmation_wait_ms, fetchState: () => readState(access, unit_id) };
  return await confirmByState(confirmation, access.context);
};

/** An adapter that speaks as the profile says. Its evidence is the profile's. */
export const createNiuAdapter = (profile: VendorProfile): PolledAdapter => {
  const access = (credentials: Credentials, context: AdapterContext): Access => ({ credentials, context, profile });
  return {
    brand: 'NIU',
    async verifyCredentials(credentials, context) {
      try {
        await fetchToken(access(credentials, context));
        const { total } = await listPage(access(credentials, context), 1);
        return { ok: true, ...(total !== undefined && { units_visible: total }) };
      } catch (error) {
        return explainCheckFailure(error);
      }
    },
    discoverUnits: (credentials, context) => discoverUnits(access(credentials, context)),
    fetchState: (credentials, unit, context) => readState(access(credentials, context), unit.unit_id),
    sendCommand: (credentials, unit, order, context) => sendProfileCommand(access(credentials, context), unit.unit_id, order),
    limits: { min_poll_seconds: 60, parked_poll_seconds: 300, driving_poll_seconds: 60, max_concurrent_per_credentials: 3 },
  };
};

export const niu_adapter: PolledAdapter = createNiuAdapter(niu_assumed_profile);
