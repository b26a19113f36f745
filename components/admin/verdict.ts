/** What the vendor's word about credentials means for saving them. */
import type { CredentialsCheck } from '#lib/contract/credentials.ts';
import type { ProblemBody } from '#lib/domain/problem.ts';

export type Verdict =
  /** The vendor took them. */
  | { kind: 'accepted'; text: string }
  /** The vendor turned them down: saving them would only store a fault. */
  | { kind: 'refused'; text: string }
  /** Nobody could say; saving is possible with a warning. */
  | { kind: 'unknown'; text: string; flow_id?: string }
  /** The fields themselves are wrong. */
  | { kind: 'faulty'; text: string; fields: Readonly<Record<string, string>> };

const unitsText = (count: number | undefined): string =>
  count === undefined ? '' : ` ${count} ${count === 1 ? 'unit is' : 'units are'} visible with them.`;

export const verdictOfCheck = ({ status, detail, units_visible }: CredentialsCheck, brand_name: string): Verdict => {
  if (status === 'VALID') return { kind: 'accepted', text: `${brand_name} accepts these credentials.${unitsText(units_visible)}` };
  if (status === 'INVALID') return { kind: 'refused', text: detail ?? `${brand_name} refuses these credentials.` };
  return { kind: 'unknown', text: detail ?? `${brand_name} could not be asked.` };
};

/** A check that failed as a request: faults of the fields, or nobody there to ask. */
export const verdictOfProblem = (problem: ProblemBody | undefined): Verdict => {
  if (!problem) return { kind: 'unknown', text: 'No answer came.' };
  const { errors, detail, flow_id, status } = problem;
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
