import { z } from 'zod';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { UnitRef } from '#lib/domain/telematics.ts';
import { parseJson } from '../json-answer.ts';
import { AdapterFailure, type CommandOrder, type CommandOutcome } from '../port.ts';
import { type Access, callVendor } from './client.ts';
import { unitSettings } from './settings.ts';
import { supply_battery_signal } from './signals.ts';

/** How long the result may take on the stream before the outcome counts as unknown. */
const confirmation_ms = 180_000;

const Accepted = z.looseObject({ commandTrackingId: z.string().min(1).max(200) });

/** The vendor's commands for an order, one after the other. What takes two is never one: whether `rental-start` unlocks is not known. */
const stepsOf = (capability: CommandCapability, unit: UnitRef): string[] | undefined => {
  const { enable_driving, disable_driving } = unitSettings(unit);
  const steps: Partial<Record<CommandCapability, string[]>> = {
    UNLOCK_CENTRAL_LOCK: ['doors-unlock'],
    LOCK_CENTRAL_LOCK: ['doors-lock'],
    ENABLE_DRIVING: [enable_driving],
    DISABLE_DRIVING: [disable_driving],
    UNLOCK_AND_ENABLE_DRIVING: ['doors-unlock', enable_driving],
    LOCK_AND_DISABLE_DRIVING: ['doors-lock', disable_driving],
  };
  return steps[capability];
};

/** The commands that a model may send. */
export const vendorCommands = (unit: UnitRef): string[] => [
  ...new Set(unit.model.capabilities.commands.flatMap((capability) => stepsOf(capability, unit) ?? [])),
];

/** A weak supply battery takes the car off all remote commands. */
const refuseWeakBattery = (unit: UnitRef): void => {
  const status = unit.notes?.[supply_battery_signal]?.value;
  if (status === 'ORANGE' || status === 'RED')
    throw new AdapterFailure('state', `The supply battery is ${status}; the car takes no remote commands`);
};

/** The vendor takes commands without a body and answers 202 with the id under which the result comes. */
const post = async (access: Access, vin: string, command: string, order: CommandOrder): Promise<string> => {
  const path = `/v1/vehicles/${encodeURIComponent(vin)}/commands/${encodeURIComponent(command)}`;
  const answer = await callVendor(access, { method: 'POST', path, order, accepts: [200, 202] });
  return parseJson(answer, Accepted, 'unknown').commandTrackingId;
};

/** What happens after the first step can no longer be "nothing happened". */
const asUnknown = (error: unknown): AdapterFailure =>
  new AdapterFailure('unknown', 'The first part was carried out, the second may not have been', {
    ...(error instanceof AdapterFailure && error.vendor_detail !== undefined && { vendor_detail: error.vendor_detail }),
    cause: error,
  });

/**
 * Sends one command, or two in turn: the second only after the stream told that the first succeeded. A first step without good news leaves the
 * whole unknown, since it may have acted; so does a second step that fails.
 */
export const sendCommand = async (access: Access, unit: UnitRef, order: CommandOrder): Promise<CommandOutcome> => {
  const { context } = access;
  const [first, second] = stepsOf(order.capability, unit) ?? [];
  if (first === undefined) throw new AdapterFailure('unsupported', 'Mercedes-Benz has no such command');
  refuseWeakBattery(unit);
  const accepted = (tracking_id: string): CommandOutcome => ({
    status: 'accepted',
    tracking_id,
    confirm_by: new Date(context.clock() + confirmation_ms).toISOString(),
  });
  const first_id = await post(access, unit.unit_id, first, order);
  if (second === undefined) return accepted(first_id);
  const outcome = await context.awaitResult(first_id, Date.parse(order.expires_at));
  if (outcome !== 'SUCCEEDED') {
    throw new AdapterFailure(outcome === 'FAILED' ? 'vendor' : 'unknown', 'The first part was not confirmed; the second was not sent');
  }
  try {
    return accepted(await post(access, unit.unit_id, second, order));
  } catch (error) {
    throw asUnknown(error);
  }
};
