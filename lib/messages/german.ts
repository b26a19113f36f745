import { bulk } from './german/bulk.ts';
import { commands } from './german/commands.ts';
import { developers } from './german/developers.ts';
import { display } from './german/display.ts';
import { events } from './german/events.ts';
import { permissions } from './german/permissions.ts';
import { shell } from './german/shell.ts';
import { states } from './german/states.ts';
import { vehicle } from './german/vehicle.ts';

/** English → German, by area of the screens. */
export const german = {
  ...bulk,
  ...commands,
  ...developers,
  ...display,
  ...events,
  ...permissions,
  ...shell,
  ...states,
  ...vehicle,
} as const;
