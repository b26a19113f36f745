/** Orders to every adapter of the registry and what may become of them (promises P4 and P5), against its own fake over real sockets. */
import { describe, expect, it } from 'vitest';
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import { failureOf } from '../test-context.ts';
import { concernsOrder, followOrder, isReadable, sendOrder } from './follow-order.fixture.ts';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import type { OrderFault } from './rig.fixture.ts';
import { expectOnce, nameOf, prepare, startRig } from './start-rig.fixture.ts';
import { claimedCommands, coveringModels } from './state-rows.fixture.ts';
import { wait } from './wait.fixture.ts';

const descriptors = await loadDescriptors();
/** Faults after which nobody has said anything about the vehicle. */
const wordless = ['ignored', 'unanswered', 'cut_off'] as const;
const isCompound = (capability: CommandCapability) => capability.includes('_AND_');

describe.each(descriptors.map((descriptor) => [descriptor.adapter.brand, descriptor] as const))('an order to %s', (brand, descriptor) => {
  const shows = (fault: OrderFault) => descriptor.cannot_show?.[fault] === undefined;

  describe.each(coveringModels(brand).map((model) => [nameOf(model), model] as const))('%s', (_, model) => {
    const commands = claimedCommands(model).filter((capability) => !commandDefinition(capability).harmless);
    const [any = 'REQUEST_VEHICLE_STATE'] = commands;

    it.concurrent.for(commands.flatMap((capability) => wordless.map((fault) => [capability, fault] as const)))(
      '%s that is %s has neither failed nor succeeded, and is sent once',
      async ([capability, fault], context) => {
        const rig = await startRig(context, descriptor, model);
        await prepare(rig, capability);
        rig.spoil(fault);
        const said = await sendOrder(rig, capability);
        expect(['UNKNOWN', 'ACCEPTED']).toContain(said.outcome);
        if (fault !== 'ignored') await wait(() => rig.acts().length > 0);
        expect((await rig.lateWords()).filter((word) => concernsOrder(word, said))).toEqual([]);
        if (fault === 'ignored') expect(rig.acts()).toEqual([]);
        expectOnce(rig.orders());
        expectOnce(rig.acts());
      },
    );

    it.concurrent.for(commands)('%s answered late is settled by the answer or the state, once', async (capability, context) => {
      const rig = await startRig(context, descriptor, model);
      await prepare(rig, capability);
      rig.spoil('late');
      const { outcome, late_words } = await followOrder(rig, capability, { looks: 100 });
      // Of two steps the second is never sent when the first was not confirmed in time.
      const must_succeed = !isCompound(capability) && (late_words > 0 || isReadable(capability, model));
      expect(must_succeed ? ['SUCCEEDED'] : ['SUCCEEDED', 'UNKNOWN', 'ACCEPTED']).toContain(outcome);
      expect(late_words).toBeLessThanOrEqual(1);
      expectOnce(rig.acts());
    });

    it.concurrent.for(shows('told_twice') ? commands : [])('%s answered twice is done once', async (capability, context) => {
      const rig = await startRig(context, descriptor, model);
      await prepare(rig, capability);
      rig.spoil('told_twice');
      expect(await followOrder(rig, capability, { looks: 100 })).toMatchObject({ outcome: 'SUCCEEDED' });
      expectOnce(rig.acts());
    });

    it.concurrent.for(shows('refused') ? commands.filter((capability) => /^(EN|DIS)ABLE_DRIVING$/.test(capability)) : [])(
      '%s refused in words has failed, and nothing moved',
      async (capability, context) => {
        const rig = await startRig(context, descriptor, model);
        await prepare(rig, capability);
        rig.spoil('refused');
        const { outcome, kind } = await followOrder(rig, capability, { looks: 20 });
        expect(outcome).toBe('FAILED');
        if (kind !== undefined) expect(kind).toBe(descriptor.refusal);
        expect(rig.acts()).toEqual([]);
      },
    );

    it.concurrent.for(descriptor.answer_is_evidence ? [] : commands.filter((capability) => isReadable(capability, model)))(
      '%s that was only pretended does not succeed',
      async (capability, context) => {
        const rig = await startRig(context, descriptor, model);
        await prepare(rig, capability);
        rig.spoil('pretended');
        const { outcome, proven_by_state } = await followOrder(rig, capability, { looks: 5 });
        expect([outcome, proven_by_state]).not.toContain('SUCCEEDED');
        expect([proven_by_state, rig.acts()]).toEqual([false, []]);
      },
    );

    it.concurrent('is not sent again after a restart', async (context) => {
      const rig = await startRig(context, descriptor, model);
      await prepare(rig, any);
      rig.spoil('unanswered');
      await sendOrder(rig, any);
      const before = [...rig.orders()];
      await rig.restart();
      await rig.read();
      expect(rig.orders()).toEqual(before);
      expectOnce(rig.acts());
    });

    it.concurrent('is refused before anything leaves when it is not offered, came too late or cannot leave', async (context) => {
      const rig = await startRig(context, descriptor, model);
      await prepare(rig, any);
      expect(await failureOf(rig.send('START_LIVE_MODE'))).toBe('unsupported');
      const past = new Date(rig.clock() - 1).toISOString();
      if (commands.length > 0) expect(await failureOf(rig.send(any, { expires_at: past }))).toBe('offline');
      await rig.lose();
      expect(await failureOf(rig.send(any))).toBe('offline');
      expect([rig.orders(), rig.acts()]).toEqual([[], []]);
    });
  });
});
