import { expect } from 'vitest';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { StateReport, VehicleModel } from '#lib/domain/telematics.ts';
import { state_properties } from '#lib/domain/vehicle-state.ts';
import { VehicleState } from '#lib/domain/vehicle-state-schema.ts';
import type { ConformanceDescriptor, Rig } from './rig.fixture.ts';

/** Wrong secrets that were tried, and how the fakes' tokens begin. */
const secrets = ['a-wrong-guess', 'wrong1', 'fake-token-'];

/** What a rule is held against. `onTestFinished`: part of the rule, and may fail it. */
export interface Subject {
  descriptor: ConformanceDescriptor;
  model: VehicleModel;
  onTestFinished(end: () => Promise<void>): void;
}

/** A report speaks of the unit that it came from, in words and ranges that exist. */
const requireSound = (reports: StateReport[], { descriptor }: Subject, { unit }: Rig): StateReport[] => {
  for (const { brand, unit_id, properties } of reports) {
    expect([brand, unit_id]).toEqual([descriptor.adapter.brand, unit.unit_id]);
    expect(state_properties).toEqual(expect.arrayContaining(Object.keys(properties)));
    expect(VehicleState.safeParse(properties)).toEqual({ success: true, data: properties });
  }
  return reports;
};

/** A rig for one test. Whatever the test did, no secret may stand in a log line, a failure or the raw text kept for support. */
export const startRig = async (subject: Subject): Promise<Rig> => {
  const { descriptor, model, onTestFinished } = subject;
  const rig = await descriptor.start(model, descriptor.adapter);
  onTestFinished(async () => {
    await rig.close();
    for (const secret of [rig.secret, ...secrets]) if (secret !== '') expect(rig.told()).not.toContain(secret);
  });
  return {
    ...rig,
    read: async () => requireSound(await rig.read(), subject, rig),
    readWithout: async (part) => requireSound(await rig.readWithout(part), subject, rig),
  };
};

/** The vehicle is made to be other than the command wants it, so that the effect can be seen. */
export const prepare = async (rig: Rig, capability: CommandCapability): Promise<void> => {
  const locks = capability.startsWith('LOCK_') || capability === 'DISABLE_DRIVING';
  rig.change({ locked: !locks, driving_enabled: locks, top_case_locked: !locks, ignition: false, speed: 0 });
  await rig.read();
};

/** No text twice: whatever carries a command out, it is told each thing once. */
export const expectOnce = (texts: readonly string[]): void => expect([...new Set(texts)]).toEqual(texts);

export const nameOf = ({ vehicle_brand, vehicle_model }: VehicleModel): string => `${vehicle_brand} ${vehicle_model}`;
