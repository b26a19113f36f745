import type { InstallationHealth } from '#lib/contract/health.ts';
import type { StatusDisplay } from '#lib/display.ts';

/** Words, tones and shapes of what fares well or badly. */
/** What people call the brands, by their ids. */
export type BrandNames = Readonly<Record<string, string>>;

export const breakers: Record<InstallationHealth['brands'][number]['breaker'], StatusDisplay> = {
  CLOSED: { label: 'Answering', tone: 'ok', shape: 'check', hint: 'Calls go through.' },
  HALF_OPEN: { label: 'Trying again', tone: 'warning', shape: 'half', hint: 'One call finds out whether the manufacturer is back.' },
  OPEN: {
    label: 'Not answering',
    tone: 'danger',
    shape: 'cross',
    hint: 'Calls are held back after repeated failures; other brands go on.',
  },
};

export const alarms: Record<NonNullable<InstallationHealth['credentials'][number]['alarm']>, StatusDisplay> = {
  REFUSED: { label: 'Refused', tone: 'danger', shape: 'cross', hint: 'The manufacturer refuses them. Replace the secret.' },
  FAILING: { label: 'Failing', tone: 'danger', shape: 'triangle', hint: 'Several calls in a row went wrong.' },
  UNREACHABLE: {
    label: 'Not answering',
    tone: 'danger',
    shape: 'cross',
    hint: 'The manufacturer does not answer. It is asked again every half minute.',
  },
  PAUSED: { label: 'Held back', tone: 'warning', shape: 'half', hint: 'The manufacturer asked us to wait, or it failed too often.' },
};

export const mail_failing: StatusDisplay = {
  label: 'Failing',
  tone: 'danger',
  shape: 'triangle',
  hint: 'The last mail was not taken. It is tried again, ever more rarely.',
};
export const well: StatusDisplay = { label: 'Well', tone: 'ok', shape: 'check', hint: 'Nothing is known to be wrong.' };
export const alive: StatusDisplay = { label: 'Running', tone: 'ok', shape: 'check', hint: 'It reported within the last seconds.' };
export const ended: StatusDisplay = {
  label: 'Silent',
  tone: 'offline',
  shape: 'cross',
  hint: 'It has stopped, or cannot reach the database.',
};

const megabyte = 1_048_576;
export const inMegabytes = (bytes: number): number => Math.round(bytes / megabyte);

/** How many things a person should look at. */
export const troubleCount = ({ processes, brands, credentials, duplicate_units, mail }: InstallationHealth): number =>
  (['WEB', 'GATEWAY'] as const).filter((kind) => !processes.some((one) => one.kind === kind && one.alive)).length +
  brands.filter(({ breaker }) => breaker !== 'CLOSED').length +
  // Those whose manufacturer does not answer are one thing, and counted as that.
  credentials.filter(({ alarm }) => alarm !== undefined && alarm !== 'UNREACHABLE').length +
  duplicate_units.length +
  (mail.failing ? 1 : 0);
