/** Credentials, discovery and state of every adapter of the registry, against its own fake over real sockets. A brand joins by the descriptor beside its adapter. */
import { describe, expect, it } from 'vitest';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import { type OrderFault, order_faults } from './rig.fixture.ts';
import { nameOf } from './start-rig.fixture.ts';
import { claimedProperties, coveringModels, modelsOf } from './state-rows.fixture.ts';
import {
  findsUnits,
  hasNoPlaceAtZero,
  inventsNothing,
  judgesCredentials,
  keepsClaims,
  mergesAlike,
  readsProperty,
} from './state-rules.fixture.ts';

const descriptors = await loadDescriptors();

describe.each(descriptors.map((descriptor) => [descriptor.adapter.brand, descriptor] as const))('%s', (brand, descriptor) => {
  const covering = coveringModels(brand);
  const [first] = covering;
  if (!first) throw new Error(`${brand} has no model`);

  it.concurrent('tells right credentials from wrong ones, and says when nobody could be asked', ({ onTestFinished }) =>
    judgesCredentials({ descriptor, model: first, onTestFinished }));

  it.concurrent('finds units where the vendor lists them or they dial in', ({ onTestFinished }) =>
    findsUnits({ descriptor, model: first, onTestFinished }));

  it('gives a reason for every fault that it cannot show', () => {
    const shown = Object.keys(order_faults).filter((fault) => descriptor.cannot_show?.[fault as OrderFault] === undefined);
    expect(shown).toEqual(expect.arrayContaining(['ignored', 'unanswered', 'late', 'cut_off', 'pretended']));
    expect(descriptor.refusal !== undefined).toBe(shown.includes('refused'));
  });

  describe.each(modelsOf(brand).map((model) => [nameOf(model), model] as const))('%s', (_, model) => {
    it.concurrent('shows what it claims to show, and does, with proof, what it claims to do', ({ onTestFinished }) =>
      keepsClaims({ descriptor, model, onTestFinished }));
  });

  describe.each(covering.map((model) => [nameOf(model), model] as const))('the state of %s', (_, model) => {
    it.concurrent.for(claimedProperties(model))('has %s as the vehicle has it', (property, { onTestFinished }) =>
      readsProperty({ descriptor, model, onTestFinished }, property),
    );

    it.concurrent('has nothing that was not sent: without its field, every value is absent', ({ onTestFinished }) =>
      inventsNothing({ descriptor, model, onTestFinished }));

    it.concurrent('has no place at 0/0, and keeps the rest', ({ onTestFinished }) =>
      hasNoPlaceAtZero({ descriptor, model, onTestFinished }));

    it.concurrent('is the same whatever the order and the repeats of what came in', ({ onTestFinished }) =>
      mergesAlike({ descriptor, model, onTestFinished }));
  });
});
