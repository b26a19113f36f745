import { describe, expect, it } from 'vitest';
import { teltonika_models } from '#lib/catalogue/models/teltonika.ts';
import { type CommandCapability, commands } from '#lib/domain/command.ts';
import { interpretAnswer, planCommand } from './commands.ts';
import { TeltonikaSettings } from './settings.ts';

const [model] = teltonika_models;
if (!model) throw new Error('no model');

const textsOf = (capability: CommandCapability, settings: object) =>
  planCommand(capability, TeltonikaSettings.parse(settings), model)?.texts;
const disabling = { output: 1, active_means: 'driving_disabled' };
const enabling = { output: 2, active_means: 'driving_enabled' };

describe('texts', () => {
  it.each<[CommandCapability, object, string[]]>([
    ['REQUEST_VEHICLE_STATE', {}, ['getrecord']],
    ['DISABLE_DRIVING', { wiring: disabling }, ['setdigout 1?']],
    ['ENABLE_DRIVING', { wiring: disabling }, ['setdigout 0?']],
    ['DISABLE_DRIVING', { wiring: enabling }, ['setdigout ?0']],
    ['ENABLE_DRIVING', { wiring: enabling }, ['setdigout ?1']],
    ['DISABLE_DRIVING', { wiring: disabling, outputs: 1 }, ['setdigout 1']],
    ['DISABLE_DRIVING', { wiring: { ...disabling, speed_limit_in_kilometers_per_hour: 10 } }, ['setdigout 1? ? ? 10 ?']],
    ['ENABLE_DRIVING', { wiring: { ...disabling, speed_limit_in_kilometers_per_hour: 10 } }, ['setdigout 0?']],
    ['UNLOCK_CENTRAL_LOCK', { can_control: true }, ['lvcanopenalldoors']],
    ['LOCK_CENTRAL_LOCK', { can_control: true }, ['lvcanclosealldoors']],
    ['DISABLE_DRIVING', { can_engine_control: true }, ['lvcanblockengine']],
    ['ENABLE_DRIVING', { can_engine_control: true }, ['lvcanunblockengine']],
    ['DISABLE_DRIVING', { can_engine_control: true, wiring: disabling }, ['setdigout 1?']],
    ['OPEN_TRUNK', { can_control: true }, ['lvcanopentrunk']],
    ['DRAW_ATTENTION', { can_control: true }, ['lvcanturninglights']],
    ['DRAW_ATTENTION', { draw_attention: { output: 2, on_ms: 300, repeats: 3 } }, ['pulsedigout ?1 ? 300 ? 300 ? 3']],
    ['UNLOCK_BATTERY_COMPARTMENT', { battery_compartment: { output: 1, on_ms: 1000, repeats: 1 } }, ['pulsedigout 1? 1000 ? 1000 ? 1 ?']],
    ['UNLOCK_AND_ENABLE_DRIVING', { can_control: true, wiring: disabling }, ['setdigout 0?', 'lvcanopenalldoors']],
    ['LOCK_AND_DISABLE_DRIVING', { can_control: true, wiring: disabling }, ['setdigout 1?', 'lvcanclosealldoors']],
  ])('%s with %j', (capability, settings, texts) => {
    expect(textsOf(capability, settings)).toEqual(texts);
  });

  it('are missing where nothing is installed', () => {
    const bare = Object.keys(commands).filter((capability) => textsOf(capability as CommandCapability, {}));
    expect(bare).toEqual(['REQUEST_VEHICLE_STATE']);
    expect(textsOf('LOCK_AND_DISABLE_DRIVING', { can_control: true })).toBeUndefined();
    expect(textsOf('DISABLE_DRIVING', { wiring: enabling, outputs: 1 })).toBeUndefined();
  });

  it('hold nothing that could end or extend a text', () => {
    const everything = { can_control: true, wiring: disabling, battery_compartment: { output: 1, on_ms: 1, repeats: 1 } };
    const all = Object.keys(commands).flatMap((capability) => textsOf(capability as CommandCapability, everything) ?? []);
    for (const text of all) expect(text).toMatch(/^[0-9A-Za-z ?._-]*$/);
  });
});

describe('evidence', () => {
  it('is a record where the model reports the effect, else the answer', () => {
    const plan = (capability: CommandCapability, vehicle_state: string[]) =>
      planCommand(capability, TeltonikaSettings.parse({ can_control: true, wiring: disabling }), {
        ...model,
        capabilities: { ...model.capabilities, vehicle_state },
      })?.evidence;
    expect(plan('LOCK_CENTRAL_LOCK', ['CENTRAL_LOCK'])).toBe('record');
    expect(plan('LOCK_CENTRAL_LOCK', [])).toBe('answer');
    expect(plan('LOCK_AND_DISABLE_DRIVING', ['CENTRAL_LOCK'])).toBe('answer');
    expect(plan('DRAW_ATTENTION', ['CENTRAL_LOCK'])).toBe('answer');
  });
});

describe('answers', () => {
  it.each([
    ['setdigout 1?', 'DOUT1:ON Timeout:INFINITY DOUT2:IGNORED', 'done'],
    ['setdigout ?0', 'DOUT1:IGNORED DOUT2:OFF Timeout:INFINITY', 'done'],
    ['setdigout 1? ? ? 1 ?', 'DOUT1:ON Timeout:INFINITY Speed threshold:1km/h Speed is above threshold, queued', 'queued'],
    ['setdigout 1?', 'DOUT1:ON Timeout:INFINITY IGN ON, QUEUED', 'queued'],
    ['setdigout 1', 'DOUT1:IGNORED', 'refused'],
    ['setdigout 1', 'Bad syntax', 'refused'],
    ['setdigout 1', 'Arguments required', 'refused'],
    ['setdigout 1', 'DOUT1 params are invalid', 'refused'],
    ['setdigout 1', 'DOUT1 Is disabled from CFG', 'refused'],
    ['setdigout 1', 'DOUT1 ERROR', 'refused'],
    ['setdigout 1', 'DOUT1 state already set to: 1', 'done'],
    ['lvcanclosealldoors', 'CAN-CONTROL cmd executed successfully.', 'done'],
    ['lvcanclosealldoors', 'CAN line flags are empty!', 'refused'],
    ['lvcanclosealldoors', 'LVCAN not detected', 'refused'],
    ['lvcanclosealldoors', 'CAN-CONTROL Not connected!', 'refused'],
    ['lvcanclosealldoors', 'DOUT1:ON Timeout:INFINITY', 'unclear'],
    ['setdigout 1', 'OK', 'unclear'],
    ['setdigout 1', '', 'unclear'],
  ])('%s → %s is %s', (command, answer, meaning) => {
    expect(interpretAnswer(command, answer)).toBe(meaning);
  });
});
