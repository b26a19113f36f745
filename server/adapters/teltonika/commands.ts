/**
 * Which texts a command is (Teltonika wiki, "SMS/GPRS commands"), and what the unit's answers to them mean.
 * A text that says "done" proves no effect yet where a record can show it.
 */
import { type CommandCapability, commandDefinition } from '#lib/domain/command.ts';
import type { VehicleModel } from '#lib/domain/telematics.ts';
import type { StateProperty } from '#lib/domain/vehicle-state.ts';
import { isOutputOn } from '../wiring.ts';
import type { TeltonikaPulse, TeltonikaSettings, TeltonikaWiring } from './settings.ts';

export const record_request = 'getrecord';

export interface CommandPlan {
  /** Sent one after the other, each after the one before is confirmed by its text. */
  texts: string[];
  /** answer: the text settles it. record: a record made after the command does. */
  evidence: 'answer' | 'record';
}

const drivingText = (enable: boolean, wiring: TeltonikaWiring, outputs: 1 | 2): string => {
  const active = isOutputOn(enable, wiring);
  /** One place per output; the other output keeps what it has. */
  const row = (value: string) => (outputs === 1 ? [value] : wiring.output === 1 ? [value, '?'] : ['?', value]);
  const states = row(active ? '1' : '0').join('');
  const limit = wiring.speed_limit_in_kilometers_per_hour;
  if (enable || limit === undefined) return `setdigout ${states}`;
  return ['setdigout', states, ...row('?'), ...row(String(limit))].join(' ');
};

const pulseText = ({ output, on_ms, repeats }: TeltonikaPulse, outputs: 1 | 2): string => {
  const row = (value: string) => (outputs === 1 ? [value] : output === 1 ? [value, '?'] : ['?', value]);
  const times = [String(on_ms), String(on_ms), String(repeats)].flatMap(row);
  return ['pulsedigout', row('1').join(''), ...times].join(' ');
};

const engine_texts = { ENABLE_DRIVING: 'lvcanunblockengine', DISABLE_DRIVING: 'lvcanblockengine' };

type Single = Exclude<CommandCapability, 'UNLOCK_AND_ENABLE_DRIVING' | 'LOCK_AND_DISABLE_DRIVING'>;

const singleText = (capability: Single, settings: TeltonikaSettings): string | undefined => {
  const { wiring, outputs, can_control, can_engine_control, draw_attention, battery_compartment } = settings;
  const byCan = (text: string) => (can_control ? text : undefined);
  switch (capability) {
    case 'REQUEST_VEHICLE_STATE':
      return record_request;
    case 'ENABLE_DRIVING':
    case 'DISABLE_DRIVING':
      // A place per output: one that the unit does not have cannot be named, and another one must not be switched in its stead.
      if (wiring) return wiring.output > outputs ? undefined : drivingText(capability === 'ENABLE_DRIVING', wiring, outputs);
      return can_engine_control ? engine_texts[capability] : undefined;
    case 'UNLOCK_CENTRAL_LOCK':
      return byCan('lvcanopenalldoors');
    case 'LOCK_CENTRAL_LOCK':
      return byCan('lvcanclosealldoors');
    case 'OPEN_TRUNK':
      return byCan('lvcanopentrunk');
    case 'DRAW_ATTENTION':
      return draw_attention ? pulseText(draw_attention, outputs) : byCan('lvcanturninglights');
    case 'UNLOCK_BATTERY_COMPARTMENT':
      return battery_compartment && pulseText(battery_compartment, outputs);
    default:
      return undefined;
  }
};

/** Driving is settled before the doors: a car that could not be enabled stays locked, one whose doors stay open cannot be driven. */
const sequences: Record<Exclude<CommandCapability, Single>, [Single, Single]> = {
  UNLOCK_AND_ENABLE_DRIVING: ['ENABLE_DRIVING', 'UNLOCK_CENTRAL_LOCK'],
  LOCK_AND_DISABLE_DRIVING: ['DISABLE_DRIVING', 'LOCK_CENTRAL_LOCK'],
};

const pulses: CommandCapability[] = ['DRAW_ATTENTION', 'UNLOCK_BATTERY_COMPARTMENT'];

/** A record can prove the effect when the model reports every property that the effect shows in. */
const evidenceOf = (capability: CommandCapability, model: VehicleModel): CommandPlan['evidence'] => {
  const proof = Object.keys(commandDefinition(capability).proof ?? {}) as StateProperty[];
  const readable = proof.every((property) => model.capabilities.vehicle_state.includes(property.toUpperCase()));
  return proof.length > 0 && readable && !pulses.includes(capability) ? 'record' : 'answer';
};

/** undefined: this installation has no such command. */
export const planCommand = (capability: CommandCapability, settings: TeltonikaSettings, model: VehicleModel): CommandPlan | undefined => {
  const steps = capability in sequences ? sequences[capability as keyof typeof sequences] : [capability as Single];
  const texts = steps.map((step) => singleText(step, settings)).filter((text) => text !== undefined);
  return texts.length === steps.length ? { texts, evidence: evidenceOf(capability, model) } : undefined;
};

/** queued: the unit will act when its own condition is met. unclear: the text says neither, and may belong to another command. */
export type AnswerMeaning = 'done' | 'queued' | 'refused' | 'unclear';

const refusals = [
  'bad syntax',
  'arguments required',
  'params are invalid',
  'disabled from cfg',
  'error',
  'can line flags are empty',
  'lvcan not detected',
  'can-control not connected',
];

export const interpretAnswer = (command: string, answer: string): AnswerMeaning => {
  const text = answer.toLowerCase();
  if (refusals.some((refusal) => text.includes(refusal))) return 'refused';
  if (command.startsWith('setparam')) return text.includes('new val') ? 'done' : text.includes('not supported') ? 'refused' : 'unclear';
  if (command.startsWith('lvcan')) return text.includes('executed successfully') ? 'done' : 'unclear';
  if (!text.includes('dout')) return 'unclear';
  if (text.includes('queued')) return 'queued';
  // An output that already is as asked: the record that follows shows it.
  if (/dout\d\s*:\s*(on|off|0|1)\b|state already set/.test(text)) return 'done';
  return /dout\d\s*:\s*ignored/.test(text) ? 'refused' : 'unclear';
};
