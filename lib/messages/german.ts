import { commands } from './german/commands.ts';
import { display } from './german/display.ts';
import { events } from './german/events.ts';
import { shell } from './german/shell.ts';
import { states } from './german/states.ts';
import { vehicle } from './german/vehicle.ts';

/** English → German, by area of the screens. */
export const german = { ...shell, ...display, ...events, ...commands, ...vehicle, ...states } as const;
