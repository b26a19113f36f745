/** The removal of a vehicle names the audit entries whose details went with it: `3-5`, `9`. Only those may lack them. */

import { z } from 'zod';

/** Of a fleet that used the vehicle as a partner. */
export const erasure_action = 'vehicle.erase-details';
const erasing_actions = ['vehicle.remove', 'vehicle.purge', erasure_action];

export const erasedDetail = (audit_seqs: readonly number[]): { erased_entries?: string[] } => {
  const ranges: [number, number][] = [];
  for (const audit_seq of audit_seqs) {
    const last = ranges.at(-1);
    if (last?.[1] === audit_seq - 1) last[1] = audit_seq;
    else ranges.push([audit_seq, audit_seq]);
  }
  return ranges.length === 0 ? {} : { erased_entries: ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)) };
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const Erasure = z.object({ erased_entries: z.array(z.string().regex(/^\d{1,15}(-\d{1,15})?$/)) });

/** First and last numbers that an entry names as erased; whatever else its details hold, none. */
export const erasedBy = (action: string, detail: string): [number, number][] => {
  if (!erasing_actions.includes(action)) return [];
  const parsed = Erasure.safeParse(parseJson(detail));
  return (parsed.data?.erased_entries ?? []).map((range) => {
    const [from = '', to = from] = range.split('-');
    return [Number(from), Number(to)];
  });
};
