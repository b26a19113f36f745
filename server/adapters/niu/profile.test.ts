import { describe, expect, it } from 'vitest';
import { fillPath, fillText, niu_assumed_profile, parseNiuProfile } from './profile.ts';

const changed = (change: object) => JSON.stringify({ ...niu_assumed_profile, ...change });

describe('parseNiuProfile', () => {
  it('reads the built-in profile, which says that all of it is assumed', () => {
    expect(parseNiuProfile(JSON.stringify(niu_assumed_profile))).toEqual(niu_assumed_profile);
    expect(niu_assumed_profile.evidence).toBe('assumed');
  });

  const { state, command, list, errors, token } = niu_assumed_profile;
  it.each([
    ['an unknown field', changed({ script: 'return 1' })],
    ['an unknown transform', changed({ state: { ...state, map: { ignition: { from: '/a', as: 'eval' } } } })],
    ['an unknown property', changed({ state: { ...state, map: { warp_factor: { from: '/a', as: 'number' } } } })],
    ['a pointer without a slash', changed({ state: { ...state, map: { ignition: { from: 'isAccOn', as: 'number' } } } })],
    ['an unknown command', changed({ command: { ...command, bodies: { SELF_DESTRUCT: { type: 'x' } } } })],
    ['an unknown placeholder', changed({ list: { ...list, path: '/v1/{client_secret}' } })],
    ['an absolute address as a path', changed({ list: { ...list, path: 'https://elsewhere.example/' } })],
    [
      'a confirmation that no state can have',
      changed({ command: { ...command, confirm: { ENABLE_DRIVING: { driving_enabled: 'yes' } } } }),
    ],
    ['errors without a default', changed({ errors: { ...errors, default: undefined } })],
    ['a failure that a profile may not claim', changed({ errors: { ...errors, default: 'unknown' } })],
    ['a secret where it does not belong', changed({ token: { ...token, path: '/token/{client_secret}' } })],
    ['no JSON', '{'],
  ])('refuses %s', (_, text) => {
    expect(() => parseNiuProfile(text)).toThrow();
  });
});

describe('placeholders', () => {
  it('are URL-encoded in paths and left as they are elsewhere', () => {
    expect(fillPath('/v1/{sn}/x', { sn: '../a?b' })).toBe('/v1/..%2Fa%3Fb/x');
    expect(fillText('Bearer {token}', { token: 'a/b' })).toBe('Bearer a/b');
  });

  it('are not filled a second time', () => {
    expect(fillText('{client_id}{client_secret}', { client_id: '{client_secret}', client_secret: 's' })).toBe('{client_secret}s');
  });
});
