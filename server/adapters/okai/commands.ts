import type { CommandCapability } from '#lib/domain/command.ts';
import type { TrackCommand } from '../track-ascii/command-text.ts';
import type { CommandPlan, Verdict } from '../track-ascii/dialect.ts';
import { writeInstant } from '../track-ascii/instant.ts';
import type { TrackReport } from '../track-ascii/message.ts';
import type { OkaiSettings } from './settings.ts';

/** Parameter that the lock orders carry in the one published example. */
const lock_parameter = '0';
/** Longest life that an order without an expiry of its own is given: a password check. */
const check_life_s = 30;

/** `AT+GTRTO=<pwd>,<sub>,,<parameter>,<taskId>,<config>,<send UTC>,<expire s>,,<serial>$` */
const realTimeOrder =
  (order: string, parameter = '') =>
  ({ at_ms, remaining_s }: { at_ms: number; remaining_s: number }): TrackCommand => ({
    message: 'GTRTO',
    parameters: [order, '', parameter, '', '', writeInstant(at_ms), String(remaining_s), ''],
  });

const byEvent =
  (done: string, refused: string) =>
  ({ message }: TrackReport): Verdict | undefined => {
    if (message === done) return 'done';
    return message === refused ? 'refused' : undefined;
  };

/** Reports that a unit makes when it is asked where it is. */
const position_reports = new Set(['GTRTL', 'GTFRI']);
const byPosition = ({ message }: TrackReport, acknowledged: boolean): Verdict | undefined =>
  acknowledged && position_reports.has(message) ? 'done' : undefined;

/** undefined: the model has no such command. The acknowledgement of a lock says only that it was heard: while riding it waits for about 2 km/h. */
export const planCommand = (capability: CommandCapability, { orders, alarm }: OkaiSettings): CommandPlan | undefined => {
  const plain = (order: string | undefined): CommandPlan | undefined =>
    order === undefined ? undefined : { compose: realTimeOrder(order) };
  switch (capability) {
    case 'REQUEST_VEHICLE_STATE':
      return { compose: realTimeOrder(orders.locate), reads: true, judge: byPosition };
    case 'ENABLE_DRIVING':
      return { compose: realTimeOrder(orders.enable_driving, lock_parameter), judge: byEvent('GTULS', 'GTULF') };
    case 'DISABLE_DRIVING':
      return { compose: realTimeOrder(orders.disable_driving, lock_parameter), judge: byEvent('GTLOC', 'GTLOF') };
    case 'UNLOCK_BATTERY_COMPARTMENT':
      return plain(orders.unlock_battery_compartment);
    case 'LOCK_BATTERY_COMPARTMENT':
      return plain(orders.lock_battery_compartment);
    case 'DRAW_ATTENTION':
      return {
        compose: () => ({ message: 'GTALM', parameters: alarm.start }),
        later: { after_ms: alarm.sounds_ms, command: { message: 'GTALM', parameters: alarm.stop } },
      };
    default:
      return undefined;
  }
};

export const passwordCheck = ({ orders }: OkaiSettings, at_ms: number): TrackCommand =>
  realTimeOrder(orders.locate)({ at_ms, remaining_s: check_life_s });
