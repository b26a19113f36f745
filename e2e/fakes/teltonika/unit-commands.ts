import type { UnitState, UnitWiring } from './unit-state.ts';

export interface UnitFaults {
  /** Commands are not answered and do nothing. */
  silent?: boolean;
  /** Commands act at once, their answer comes so much later. */
  answer_after_ms?: number;
  /** Commands act at once, their answer waits for this. */
  answers_after?: Promise<void>;
  /** Commands act, but are never answered. */
  mute?: boolean;
  /** setdigout is put off and never done. */
  queued?: boolean;
  /** The text that every command is refused with. */
  refuse?: string;
  /** Answers codec 14 as a unit with another IMEI would. */
  wrong_imei?: boolean;
  /** Says that it acted, and does nothing. */
  pretend?: boolean;
  /** Every answer comes twice. */
  double_answer?: boolean;
  /** Commands act, and the connection is lost before their answer. */
  hangs_up?: boolean;
  /** Records lack this element. */
  without_element?: number;
}

/** Something the unit did, or was made to believe it did. */
export interface Actuation {
  at: string;
  text: string;
}

export interface Reaction {
  /** undefined: this command has no answer. */
  answer: string | undefined;
  /** The unit acts: what the state becomes. */
  effect?: Partial<UnitState> | undefined;
  makes_record?: true;
}

const can_success = 'CAN-CONTROL cmd executed successfully.';

const can_effects: Record<string, Partial<UnitState>> = {
  lvcanopenalldoors: { locked: false },
  lvcanclosealldoors: { locked: true, doors_open: false },
  lvcanopentrunk: {},
  lvcanturninglights: {},
  lvcanblockengine: { driving_enabled: false },
  lvcanunblockengine: { driving_enabled: true },
};

const describeOutput = (
  output: number,
  state: string | undefined,
  timeout: string | undefined,
  limit: string | undefined,
  speed: number,
) => {
  if (state !== '0' && state !== '1') return `DOUT${output}:IGNORED`;
  const seconds = timeout === undefined || timeout === '?' ? 'INFINITY' : `${timeout}s`;
  const done = `DOUT${output}:${state === '1' ? 'ON' : 'OFF'} Timeout:${seconds}`;
  if (limit === undefined || limit === '?') return done;
  const above = speed > Number(limit) ? ' Speed is above threshold, queued' : '';
  return `${done} Speed threshold:${limit}km/h${above}`;
};

/** `setdigout <states> <timeouts…> <speeds…>`, one place per output. */
const setOutputs = (words: string[], state: UnitState, wiring: UnitWiring | undefined): Reaction => {
  const states = words[1] ?? '';
  if (states === '') return { answer: 'Arguments required' };
  if (!/^[01?]{1,2}$/.test(states)) return { answer: 'Bad syntax' };
  const count = states.length;
  const of = (output: number) => ({ timeout: words[1 + output], limit: words[1 + count + output], asked: states[output - 1] });
  const texts = [...states].map((asked, index) => {
    const { timeout, limit } = of(index + 1);
    return describeOutput(index + 1, asked, timeout, limit, state.speed);
  });
  const answer = texts.join(' ');
  const own = wiring && of(wiring.output).asked;
  if (!wiring || (own !== '0' && own !== '1') || texts[wiring.output - 1]?.includes('queued')) return { answer };
  return { answer, effect: { driving_enabled: (own === '1') === (wiring.active_means === 'driving_enabled') } };
};

/** Pulses are not seen in the state. */
const pulseOutputs = (states = ''): Reaction => {
  const outputs = [...states].map((asked, index) => `DOUT${index + 1}:${asked === '?' ? 'IGNORED' : 'ON'}`);
  return states === '' ? { answer: 'Arguments required' } : { answer: outputs.join(' '), effect: {} };
};

const device_texts: Record<string, string> = {
  getinfo:
    'INI:2026/1/12 7:22 RTC:2026/1/12 7:53 RST:2 ERR:0 SR:0 BR:0 CF:0 FG:0 FL:0 UT:0 SMS:0 NOGPS:0:30 GPS:1 SAT:9 RS:3 RF:65 SF:1 MD:0',
  getver: 'Ver:03.28.07_00 GPS:AXN_5.10_3333 Hw:FMC130 Mod:15 Init:2026-1-12 7:13 Uptime:17234 SPC:1(0) AXL:0 OBD:0 BL:1.10 BT:4',
};

/** What a unit with a CAN-CONTROL adapter and this wiring does and says on a text. */
export const reactTo = (text: string, state: UnitState, wiring: UnitWiring | undefined): Reaction => {
  const words = text.split(' ');
  const [name = '', states] = words;
  if (name === 'setdigout') return setOutputs(words, state, wiring);
  if (name === 'pulsedigout') return pulseOutputs(states);
  if (name === 'setparam') return { answer: states ? `New value ${states}` : 'Arguments required' };
  if (name === 'getrecord') return { answer: undefined, makes_record: true };
  const effect = can_effects[name];
  if (effect) return state.locked === undefined ? { answer: 'CAN-CONTROL Not connected!' } : { answer: can_success, effect };
  return { answer: device_texts[name] ?? 'WARNING: Not Supported Command' };
};
