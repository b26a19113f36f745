import { expect, type TestContext } from 'vitest';
import type { CommandCapability } from '#lib/domain/command.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import type { ConformanceDescriptor, Rig } from './rig.fixture.ts';

/** Wrong secrets that were tried, and how the fakes' tokens begin. */
const secrets = ['a-wrong-guess', 'wrong1', 'fake-token-'];

/** A rig for one test. Whatever the test did, no secret may stand in a log line, a failure or the raw text kept for support. */
export const startRig = async (
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  descriptor: ConformanceDescriptor,
  model: VehicleModel,
): Promise<Rig> => {
  const rig = await descriptor.start(model);
  onTestFinished(async () => {
    await rig.close();
    for (const secret of [rig.secret, ...secrets]) if (secret !== '') expect(rig.told()).not.toContain(secret);
  });
  return rig;
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
