import { describe, expect, it } from 'vitest';
import { event_kinds, kindOf } from '#components/events/event-kinds.ts';
import { public_event_types } from '#lib/domain/event.ts';
import { kindsOfWebhook, typesOfKinds } from './webhook-kinds.ts';

describe('kinds of a webhook', () => {
  it.each(event_kinds.map((kind) => [kind]))('come back as they were chosen: %s', (kind) => {
    expect(kindsOfWebhook({ topics: [], event_types: typesOfKinds([kind]) })).toEqual([kind]);
  });

  it('are all of them when nothing is left out, and then ask for types to come', () => {
    expect(typesOfKinds(event_kinds)).toEqual([]);
    expect(kindsOfWebhook({ topics: [], event_types: [] })).toEqual(event_kinds);
  });

  it('hold no type that the public channels do not carry', () => {
    expect(typesOfKinds(['commands'])).toEqual(public_event_types.filter((type) => kindOf(type) === 'commands'));
  });

  it('cannot say what a program chose more narrowly', () => {
    expect(kindsOfWebhook({ topics: ['VehicleChange'], event_types: [] })).toBeUndefined();
    expect(kindsOfWebhook({ topics: [], event_types: ['CentralLockChanged'] })).toBeUndefined();
  });
});
