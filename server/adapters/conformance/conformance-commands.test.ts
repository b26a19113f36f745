/** Orders to every adapter of the registry and what may become of them, against its own fake over real sockets. */
import { describe, it } from 'vitest';
import { commandDefinition } from '#lib/domain/command.ts';
import { isReadable } from './follow-order.fixture.ts';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import {
  believesNoPretence,
  endsOnce,
  failsWhenRefused,
  keepsOpenWithoutWords,
  refusesInTime,
  sendsNothingAfterRestart,
  settlesLate,
  wordless,
} from './order-rules.fixture.ts';
import type { OrderFault } from './rig.fixture.ts';
import { nameOf } from './start-rig.fixture.ts';
import { claimedCommands, coveringModels } from './state-rows.fixture.ts';

const descriptors = await loadDescriptors();

describe.each(descriptors.map((descriptor) => [descriptor.adapter.brand, descriptor] as const))('an order to %s', (brand, descriptor) => {
  const shows = (fault: OrderFault) => descriptor.cannot_show?.[fault] === undefined;

  describe.each(coveringModels(brand).map((model) => [nameOf(model), model] as const))('%s', (_, model) => {
    const tested = { descriptor, model };
    const commands = claimedCommands(model).filter((capability) => !commandDefinition(capability).harmless);
    const [any = 'REQUEST_VEHICLE_STATE'] = commands;

    it.concurrent.for(commands.flatMap((capability) => wordless.map((fault) => [capability, fault] as const)))(
      '%s that is %s has neither failed nor succeeded, and is sent once',
      ([capability, fault], { onTestFinished }) => keepsOpenWithoutWords({ ...tested, onTestFinished }, capability, fault),
    );

    it.concurrent.for(commands)('%s answered late is settled by the answer or the state, once', (capability, { onTestFinished }) =>
      settlesLate({ ...tested, onTestFinished }, capability),
    );

    it.concurrent.for(shows('told_twice') ? commands : [])('%s answered twice is done once', (capability, { onTestFinished }) =>
      endsOnce({ ...tested, onTestFinished }, capability),
    );

    it.concurrent.for(shows('refused') ? commands.filter((capability) => /^(EN|DIS)ABLE_DRIVING$/.test(capability)) : [])(
      '%s refused in words has failed, and nothing moved',
      (capability, { onTestFinished }) => failsWhenRefused({ ...tested, onTestFinished }, capability),
    );

    it.concurrent.for(descriptor.answer_is_evidence ? [] : commands.filter((capability) => isReadable(capability, model)))(
      '%s that was only pretended does not succeed',
      (capability, { onTestFinished }) => believesNoPretence({ ...tested, onTestFinished }, capability),
    );

    it.concurrent('is not sent again after a restart', ({ onTestFinished }) =>
      sendsNothingAfterRestart({ ...tested, onTestFinished }, any));

    it.concurrent('is refused before anything leaves when it is not offered, came too late or cannot leave', ({ onTestFinished }) =>
      refusesInTime({ ...tested, onTestFinished }, any));
  });
});
