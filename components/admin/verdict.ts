/** What the vendor's word about credentials means for saving them. */
import type { CredentialsCheck } from '#lib/contract/credentials.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';
import type { Text } from '#lib/messages/text.ts';

export type Verdict =
  /** The vendor took them. */
  | { kind: 'accepted'; text: string }
  /** The vendor turned them down: saving them would only store a fault. */
  | { kind: 'refused'; text: string }
  /** Nobody could say; saving is possible with a warning. */
  | { kind: 'unknown'; text: string; flow_id?: string }
  /** The fields themselves are wrong. */
  | { kind: 'faulty'; text: string; fields: Readonly<Record<string, string>> };

const unitsText = (units: number | undefined, { count }: Text): string =>
  units === undefined ? '' : count(units, '{count} unit is visible with them.', '{count} units are visible with them.');

export const verdictOfCheck = ({ status, detail, units_visible }: CredentialsCheck, brand: string, text: Text): Verdict => {
  const { t, translate } = text;
  if (status === 'VALID')
    return { kind: 'accepted', text: `${t('{brand} accepts these credentials.', { brand })} ${unitsText(units_visible, text)}`.trim() };
  if (status === 'INVALID')
    return { kind: 'refused', text: detail ? translate(detail) : t('{brand} refuses these credentials.', { brand }) };
  return { kind: 'unknown', text: detail ? translate(detail) : t('{brand} could not be asked.', { brand }) };
};

/** A check that failed as a request: faults of the fields, or nobody there to ask. */
export const verdictOfProblem = (problem: ProblemBody | undefined, { t, translate }: Text): Verdict => {
  if (!problem) return { kind: 'unknown', text: t('No answer came.') };
  const { errors, flow_id, status } = problem;
  const detail = translate(problem.detail);
  if (status >= 400 && status < 500 && status !== 429) {
    const fields = (errors ?? []).map(({ pointer, message }) => [pointer.split('/').at(-1) ?? '', message]);
    return { kind: 'faulty', text: detail, fields: Object.fromEntries(fields) };
  }
  return { kind: 'unknown', text: detail, ...(flow_id && { flow_id }) };
};

/** A refused secret is never stored; what could not be checked may be, knowingly. */
export const maySave = (verdict: Verdict | undefined): 'yes' | 'with a warning' | 'no' => {
  if (verdict?.kind === 'accepted') return 'yes';
  return verdict?.kind === 'unknown' ? 'with a warning' : 'no';
};
