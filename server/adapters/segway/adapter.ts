import { commandDefinition } from '#lib/domain/command.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import { confirmByState } from '../confirm-by-state.ts';
import { explainCheckFailure } from '../credential-values.ts';
import { AdapterFailure, type PolledAdapter } from '../port.ts';
import { type Access, callSegway, fetchToken, generationOf, unitSettings } from './client.ts';
import { orderCall, orders, queryCalls } from './paths.ts';
import { receivePush } from './push.ts';
import { translateFields } from './translate.ts';

const confirmation_wait_ms = 30_000;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const queryFields = async (access: Access, call: Parameters<typeof callSegway>[1]): Promise<Record<string, unknown>> => {
  const data = await callSegway(access, call);
  if (isRecord(data)) return data;
  throw new AdapterFailure('vendor', 'Segway answered without data');
};

/** Status first; a location that cannot be had does not cost the status. */
const queryState = async (access: Access, unit: UnitRef, live: boolean): Promise<StateReport> => {
  const { credentials, context } = access;
  const [status_call, location_call] = queryCalls(unit.unit_id, generationOf(credentials), unitSettings(unit), live);
  if (!status_call) throw new AdapterFailure('unsupported', 'Segway has no such query');
  const fields = await queryFields(access, status_call);
  if (!location_call) return translateFields(unit.unit_id, fields, context.clock());
  const location: Record<string, unknown> = await queryFields(access, location_call).catch((error: unknown) => {
    if (!(error instanceof AdapterFailure)) throw error;
    context.log.warn({ flow_id: context.flow_id, unit_id: unit.unit_id, kind: error.kind }, 'the location could not be read');
    return {};
  });
  const dated = location.gpsUTCTime === undefined ? {} : location;
  return translateFields(unit.unit_id, { ...dated, ...fields }, context.clock());
};

const sendCommand: PolledAdapter['sendCommand'] = async (credentials, unit, order, context) => {
  const access = { credentials, context };
  if (order.capability === 'REQUEST_VEHICLE_STATE') return { status: 'succeeded', report: await queryState(access, unit, true) };
  const wanted = orders[order.capability];
  if (!wanted) throw new AdapterFailure('unsupported', 'Segway has no such command');
  const call = orderCall(wanted, unit.unit_id, generationOf(credentials), unitSettings(unit));
  const sent_at_ms = context.clock();
  await callSegway(access, call, order);
  // Sound and battery cover have no readable effect: the answer is all the evidence there is.
  if (wanted !== 'lock' && wanted !== 'unlock') return { status: 'succeeded' };
  const confirmation = {
    proof: commandDefinition(order.capability).proof ?? {},
    sent_at_ms,
    wait_ms: confirmation_wait_ms,
    fetchState: () => queryState(access, unit, false),
  };
  return await confirmByState(confirmation, context);
};

/** Segway Discovery, "Segway API of Gateway", both generations. Units are not listed: discovery is manual or by pushes. */
export const segway_adapter: PolledAdapter = {
  brand: 'SEGWAY',
  async verifyCredentials(credentials, context) {
    try {
      await fetchToken({ credentials, context });
      return { ok: true };
    } catch (error) {
      return explainCheckFailure(error);
    }
  },
  fetchState: (credentials, unit, context) => queryState({ credentials, context }, unit, false),
  sendCommand,
  receivePush,
  limits: { min_poll_seconds: 120, parked_poll_seconds: 300, driving_poll_seconds: 120, max_concurrent_per_credentials: 5 },
};
