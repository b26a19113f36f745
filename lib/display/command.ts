/** How each command appears on buttons, in the palette, in confirmations and in the log. Complete by type. */
import type { CommandCapability } from '#lib/domain/command.ts';
import type { Message } from '#lib/messages/text.ts';
import type { IconName } from './icons.ts';
import type { Tone } from './tone.ts';

export interface CommandDisplay {
  label: Message;
  /** Short imperative for a button. */
  verb: Message;
  icon: IconName;
  tone: Tone;
  /** What will be true afterwards; shown before the command is sent. */
  confirm: Message;
}

const entry = (label: Message, verb: Message, icon: IconName, tone: Tone, confirm: Message): CommandDisplay => ({
  label,
  verb,
  icon,
  tone,
  confirm,
});

export const command_display: Record<CommandCapability, CommandDisplay> = {
  UNLOCK_CENTRAL_LOCK: entry('Unlock central lock', 'Unlock', 'lock-open', 'warning', 'Anyone beside the vehicle can open its doors.'),
  LOCK_CENTRAL_LOCK: entry('Lock central lock', 'Lock', 'lock', 'neutral', 'The doors lock. Someone inside can still open them.'),
  UNLOCK_AND_ENABLE_DRIVING: entry(
    'Unlock and enable driving',
    'Unlock & enable',
    'key-round',
    'warning',
    'The doors unlock and the vehicle can be driven away.',
  ),
  LOCK_AND_DISABLE_DRIVING: entry(
    'Lock and disable driving',
    'Lock & disable',
    'ban',
    'danger',
    'The doors lock and the vehicle cannot be started until driving is enabled again.',
  ),
  ENABLE_DRIVING: entry('Enable driving', 'Enable driving', 'power', 'warning', 'The vehicle can be driven.'),
  DISABLE_DRIVING: entry(
    'Disable driving',
    'Disable driving',
    'power-off',
    'danger',
    'The vehicle cannot be started until driving is enabled again.',
  ),
  UNLOCK_TOP_CASE: entry(
    'Unlock top case',
    'Unlock top case',
    'package-open',
    'warning',
    'Anyone beside the vehicle can open the top case.',
  ),
  LOCK_TOP_CASE: entry('Lock top case', 'Lock top case', 'package', 'neutral', 'The top case locks.'),
  UNLOCK_BATTERY_COMPARTMENT: entry(
    'Unlock battery compartment',
    'Unlock battery',
    'battery-medium',
    'warning',
    'Anyone beside the vehicle can take the battery.',
  ),
  LOCK_BATTERY_COMPARTMENT: entry('Lock battery compartment', 'Lock battery', 'lock', 'neutral', 'The battery compartment locks.'),
  OPEN_TRUNK: entry(
    'Open trunk',
    'Open trunk',
    'package-open',
    'warning',
    'The trunk opens and stays open until someone closes it by hand.',
  ),
  DRAW_ATTENTION: entry(
    'Draw attention',
    'Honk & flash',
    'bell-ring',
    'neutral',
    'The vehicle sounds its horn or flashes its lights for a moment.',
  ),
  REQUEST_VEHICLE_STATE: entry('Request vehicle state', 'Refresh', 'refresh-cw', 'neutral', 'The vehicle is asked for its present state.'),
  START_LIVE_MODE: entry('Start live mode', 'Live mode', 'radar', 'neutral', 'The unit reports its position densely for five minutes.'),
  STOP_LIVE_MODE: entry('Stop live mode', 'Stop live mode', 'radio', 'neutral', 'The unit returns to its usual report interval.'),
  RESTART_TELEMATICS_UNIT: entry(
    'Restart telematics unit',
    'Restart unit',
    'rotate-cw',
    'warning',
    'The unit is out of reach for a few minutes while it restarts.',
  ),
  SUSPEND_SIM: entry('Suspend SIM', 'Suspend SIM', 'wifi-off', 'danger', 'The unit loses its connection until the SIM is activated again.'),
  ACTIVATE_SIM: entry('Activate SIM', 'Activate SIM', 'signal', 'neutral', 'The unit may connect to the mobile network again.'),
  DETACH_NETWORK: entry(
    'Detach from network',
    'Detach network',
    'link-2-off',
    'warning',
    'The unit drops its mobile connection and registers anew.',
  ),
};

/** Every command in the order in which screens offer them. */
export const displayed_commands = Object.keys(command_display) as CommandCapability[];
