import { describe, expect, it } from 'vitest';
import type { NotificationSubscription } from '#lib/contract/notifications.ts';
import { addressesIn, bodyOf, draftOf, whatIsMissing } from './subscription-draft.ts';

const stored: NotificationSubscription = {
  id: '01JA0D5Q8T2V6X9Z3B7FHJKMNP',
  name: 'Night shift',
  enabled: true,
  event_types: ['IgnitionChanged'],
  conditions: [{ type: 'LOW_ENERGY', percent: 15 }, { type: 'VEHICLE_SILENT' }],
  vehicle_filter: { vehicle_ids: ['JQ7RP'] },
  channels: [
    { type: 'EMAIL', addresses: ['a@harbour.example', 'b@harbour.example'] },
    { type: 'SLACK', url: 'https://hooks.slack.com/…' },
    { type: 'INBOX', user_ids: ['ANA'] },
  ],
  quiet_hours: { from: '22:00', to: '06:00', days: ['SAT'] },
  hysteresis: { held_for_minutes: 5 },
  language: 'en',
  created_at: '2026-05-18T09:00:00.000Z',
  modified_at: '2026-05-18T09:00:00.000Z',
};

describe('the draft of a subscription', () => {
  it('gives back what it was made of', () => {
    const { id: _, enabled: __, created_at: ___, modified_at: ____, ...wish } = stored;
    expect(bodyOf(draftOf(stored, 'ANA'), 'ANA', 'en')).toEqual(wish);
    expect(draftOf(stored, 'BEN').inbox).toBe('others');
    expect(bodyOf(draftOf(stored, 'BEN'), 'BEN', 'en').channels).toEqual(stored.channels);
  });

  it('takes away what is emptied', () => {
    const draft = {
      ...draftOf(stored, 'ANA'),
      vehicles: [],
      is_quiet: false,
      held_minutes: '',
      inbox: 'everybody' as const,
      addresses: '',
      chat_url: ' ',
    };
    expect(bodyOf(draft, 'ANA', 'de')).toMatchObject({
      vehicle_filter: null,
      quiet_hours: null,
      hysteresis: null,
      channels: [{ type: 'INBOX' }],
      language: 'de',
    });
  });

  it('says what is missing', () => {
    const draft = { ...draftOf(undefined, 'ANA'), inbox: 'none' as const };
    expect(whatIsMissing(draft)).toEqual({ name: true, matter: true, channel: true });
    expect(whatIsMissing({ ...draft, name: 'A', conditions: ['VEHICLE_SILENT'], addresses: 'a@b.example' })).toEqual({
      name: false,
      matter: false,
      channel: false,
    });
  });

  it('reads addresses however they are set apart', () => {
    expect(addressesIn(' a@b.example, c@d.example;a@b.example\ne@f.example ')).toEqual(['a@b.example', 'c@d.example', 'e@f.example']);
  });
});
