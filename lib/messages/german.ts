import { shell } from './german/shell.ts';

/** English → German, by area of the screens. */
export const german = { ...shell } as const;
