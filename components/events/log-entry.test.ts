import { describe, expect, it } from 'vitest';
import type { LiveEvent } from '#lib/contract/live.ts';
import { event_types } from '#lib/domain/event.ts';
import { toStateRecord } from '#lib/domain/state-record.ts';
import { createText } from '#lib/messages/text.ts';
import { logEntry } from './event.fixture.ts';
import { cameLate, entryText, stateOfEvent, toLogEntry } from './log-entry.ts';

const text = createText('en');

const at = '2026-11-20T12:00:00.000Z';
const live = (type: LiveEvent['type'], data: Record<string, unknown>): LiveEvent => ({
  sequence: 7,
  id: 'e7',
  type,
  vehicle_id: 'JQ7RP',
  occurred_at: at,
  received_at: at,
  flow_id: 'f',
  data,
});
const state = { position: { timestamp: at, value: { lat: -34.9, lon: -56.1 } }, ignition: { timestamp: at, value: 'ON' as const } };

describe('a live event as an entry of the log', () => {
  it('writes a state out as the log does', () => {
    const entry = toLogEntry(live('VehicleStateRecorded', { ...toStateRecord(state) }));
    expect(entry).toMatchObject({
      event_type: 'VEHICLE_STATE_RECORDED',
      data: { vehicle_state: state },
      position: { value: { lat: -34.9 } },
    });
    expect(stateOfEvent(entry.data)).toEqual(state);
    expect(stateOfEvent({ ...toStateRecord(state) })).toEqual(state);
  });

  it('names who set it in motion, from a command or from an edit', () => {
    const who = { type: 'USER', id: 'u1', name: 'Maria Ortiz' };
    expect(toLogEntry(live('CommandRequested', { command: { initiated_by: who } })).initiated_by).toEqual(who);
    expect(toLogEntry(live('VehicleChanged', { reasons: [], initiated_by: who })).initiated_by).toEqual(who);
    expect(toLogEntry(live('VehicleChanged', { reasons: [] })).initiated_by).toBeUndefined();
  });

  it('says of a report what people look for first', () => {
    const vehicle_state = { ...state, state_of_charge_or_fuel_level_in_percent: { timestamp: at, value: 85 } };
    const sentence = (data: Record<string, unknown>) =>
      entryText(logEntry(1, { type: 'VehicleStateRecorded', data }), text).sentence.replaceAll('\u00a0', ' ');
    expect(sentence({ vehicle_state })).toBe('Reported 85 % · Ignition: On');
    expect(sentence({ vehicle_state: { position: state.position } })).toContain('State reported');
    expect(sentence({ vehicle_state: { ignition: { timestamp: at, value: null } } }).length).toBeGreaterThan(0);
  });

  it('tells what a person settled', () => {
    const command = {
      command: 'UNLOCK_CENTRAL_LOCK',
      status: 'FAILED',
      settled_by: 'PERSON',
      problem_type: '/problems/vehicle/command-outcome-unknown',
    };
    expect(entryText(logEntry(1, { type: 'CommandExecuted', data: { command } }), text).sentence).toBe(
      'Unlock central lock: a person settled it as not done',
    );
  });

  it('notices what comes late', () => {
    expect(cameLate(logEntry(1, { received_at: '2026-11-20T12:05:00.000Z' }))).toBe(true);
    expect(cameLate(logEntry(1))).toBe(false);
  });

  it('has a sentence and a tone for every type, even without data', () => {
    for (const type of event_types) {
      const entry = logEntry(1, { type, data: {} });
      expect(entryText(entry, text).sentence.length).toBeGreaterThan(0);
      expect(entryText(entry, text).tone.length).toBeGreaterThan(0);
    }
  });
});
