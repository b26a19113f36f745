import { describe, expect, it } from 'vitest';
import { reactTo } from './unit-commands.ts';
import type { UnitState, UnitWiring } from './unit-state.ts';

const state: UnitState = {
  lat: 1,
  lon: 2,
  speed: 0,
  heading: 0,
  ignition: false,
  odometer_m: 0,
  locked: true,
  driving_enabled: true,
  voltage: 12,
  satellites: 5,
};
const wiring: UnitWiring = { output: 1, active_means: 'driving_disabled' };

describe('a simulated unit', () => {
  it.each([
    ['setdigout 1?', { answer: 'DOUT1:ON Timeout:INFINITY DOUT2:IGNORED', effect: { driving_enabled: false } }],
    ['setdigout 0?', { answer: 'DOUT1:OFF Timeout:INFINITY DOUT2:IGNORED', effect: { driving_enabled: true } }],
    ['setdigout ?1', { answer: 'DOUT1:IGNORED DOUT2:ON Timeout:INFINITY' }],
    ['setdigout', { answer: 'Arguments required' }],
    ['setdigout on', { answer: 'Bad syntax' }],
    ['lvcanopenalldoors', { answer: 'CAN-CONTROL cmd executed successfully.', effect: { locked: false } }],
    ['getrecord', { answer: undefined, makes_record: true }],
    ['selfdestruct', { answer: 'WARNING: Not Supported Command' }],
  ])('on %s', (text, reaction) => {
    expect(reactTo(text, state, wiring)).toEqual(reaction);
  });

  it('puts off what its speed limit forbids', () => {
    const text = 'setdigout 1? ? ? 10 ?';
    expect(reactTo(text, { ...state, speed: 30 }, wiring)).toEqual({
      answer: 'DOUT1:ON Timeout:INFINITY Speed threshold:10km/h Speed is above threshold, queued DOUT2:IGNORED',
    });
    expect(reactTo(text, { ...state, speed: 5 }, wiring)).toMatchObject({ effect: { driving_enabled: false } });
  });

  it('has no doors to lock without a CAN adapter', () => {
    const { locked: _, ...bare } = state;
    expect(reactTo('lvcanclosealldoors', bare, wiring)).toEqual({ answer: 'CAN-CONTROL Not connected!' });
  });
});
