import type { UnitState } from '../teltonika/unit-state.ts';
import type { ServerMessage } from './wire.ts';

export type { UnitState };
export type Command = Extract<ServerMessage, { kind: 'command' }>;

export interface Moment {
  at_ms: number;
  /** Of the unit's own clock, which may be wrong. */
  unit_at_ms: number;
}

/** What a command does. */
export interface Reaction {
  /** What the acknowledgement names between the reserved fields and the serial; undefined: nothing. */
  sub_command?: string;
  effect?: Partial<UnitState>;
  /** Told when it acted; `failed` when it could not. A lock while riding waits until the vehicle stands. */
  event?: { done: string; failed: string; waits_for_standstill: boolean };
  /** A report that the command asked for. */
  report?: string;
  new_password?: string;
  /** The connection ends. */
  reboots?: true;
}

/** One brand's way of saying things. */
export interface UnitDialect {
  protocol_version: string;
  device_name: string;
  /** First report on a new connection. */
  greeting: string | undefined;
  /** Reserved fields between name and content of an acknowledgement. */
  ack_reserved: number;
  /** Between identity and send time. */
  content(message: string, state: UnitState, moment: Moment): string[];
  /** undefined: not understood, which units meet with silence. */
  react(command: Command, state: UnitState, moment: Moment): Reaction | undefined;
}
