import type { CommandRow } from '#server/store/commands.ts';

export interface Reckoning {
  /** Orders that no command stands for: one of them was transmitted once more than it should. */
  surplus: number;
  /** Commands that the vehicle is said to have answered, and that it never got. */
  missing: number;
}

/**
 * Sets what a vehicle was told against the commands that were sent to it. Each stands for one order that comes after it was sent. An order belongs to the
 * newest command before it, or to an older one whose order has not come yet: a gateway that was paused may send it late, once.
 */
export const reckonOrders = (commands: readonly Pick<CommandRow, 'sent_at' | 'settled_by'>[], ordered_at: readonly string[]): Reckoning => {
  const open = commands
    .flatMap(({ sent_at, settled_by }) => (sent_at === null ? [] : [{ sent_at, answered: settled_by === 'ANSWER' }]))
    .sort((a, b) => (a.sent_at < b.sent_at ? 1 : -1));
  let surplus = 0;
  for (const at of [...ordered_at].sort()) {
    const place = open.findIndex(({ sent_at }) => sent_at <= at);
    if (place === -1) surplus += 1;
    else open.splice(place, 1);
  }
  return { surplus, missing: open.filter(({ answered }) => answered).length };
};
