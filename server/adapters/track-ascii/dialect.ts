import type { CommandCapability } from '#lib/domain/command.ts';
import type { StateReport, UnitRef } from '#lib/domain/telematics.ts';
import type { TrackCommand } from './command-text.ts';
import type { TrackReport } from './message.ts';

export type Verdict = 'done' | 'refused';

/** One command for one unit. */
export interface CommandPlan {
  /** `remaining_s`: whole seconds that the order is still good for. */
  compose(moment: { at_ms: number; remaining_s: number }): TrackCommand;
  /**
   * What a live report says about the command; undefined: nothing. Without it, the acknowledgement is the last word.
   * The report has been read by `read` before, and `acknowledged` tells whether the unit had taken the command by then.
   */
  judge?: (report: TrackReport, acknowledged: boolean) => Verdict | undefined;
  /** It only asks for a report, and is done when that has come. */
  reads?: true;
  /** What the unit's memory here makes of the command: it may have acted from now on; and it has. */
  onSent?(): void;
  onAcknowledged?(): void;
  /** Sent after the acknowledgement, to hear soon what became of the command. */
  follow_up?: TrackCommand;
  /** Sent later, to end what the command began. */
  later?: { after_ms: number; command: TrackCommand };
}

/** What one unit's brand and model make of the shared protocol. Remembers what it must of earlier reports. */
export interface TrackUnit {
  /** Whether the unit is configured to wait for an acknowledgement of each report. */
  server_ack: boolean;
  /** State in a report; none for a message that carries none. Throws `MalformedMessage`. */
  read(report: TrackReport, received_at: string): StateReport[];
  /** undefined: this installation has no such command. Throws `AdapterFailure` when the unit's state forbids it. */
  plan(capability: CommandCapability): CommandPlan | undefined;
  /** Harmless and acknowledged when the password is right. */
  passwordCheck(): TrackCommand;
  /** Gives the unit a new password; undefined: no template is known for this model. */
  changePassword(password: string): TrackCommand | undefined;
}

export interface TrackDialect {
  brand: string;
  openUnit(unit: UnitRef, clock: () => number): TrackUnit;
}
