import { setTimeout as wait } from 'node:timers/promises';
import type { Sending } from './messages.ts';

/** As a commit of the gateway gathers what came while the last one ran. */
const gathered_ms = 5;

const flowIdOf = ({ mark, events }: Sending, number: number): string => `${mark}${number === events - 1 ? 'last' : number}`;

/** Calls with the flow ids of the events that are due, until all were told. */
export const tellPaced = async (sending: Sending, tellSome: (flow_ids: string[]) => Promise<void> | void): Promise<void> => {
  const began = performance.now();
  for (let told = 0; told < sending.events; ) {
    const due = Math.min(sending.events, 1 + Math.floor(((performance.now() - began) * sending.per_second) / 1000));
    if (due > told) await tellSome(Array.from({ length: due - told }, (_, index) => flowIdOf(sending, told + index)));
    told = due;
    await wait(gathered_ms);
  }
};
