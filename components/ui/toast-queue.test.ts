import { describe, expect, it } from 'vitest';
import { createToastQueue } from './toast-queue.ts';

describe('the queue of messages', () => {
  it('keeps what was said before anything could show it, and hands it over once', () => {
    const queue = createToastQueue();
    expect(queue.wanted()).toBe(false);
    queue.push({ kind: 'info', title: 'first' });
    queue.push({ kind: 'error', title: 'second' });
    expect(queue.wanted()).toBe(true);
    expect(queue.take().map(({ title }) => title)).toEqual(['first', 'second']);
    expect(queue.take()).toEqual([]);
    expect(queue.wanted()).toBe(true);
  });

  it('tells its listeners of each message until they leave', () => {
    const queue = createToastQueue();
    let told = 0;
    const leave = queue.subscribe(() => {
      told += 1;
    });
    queue.push({ kind: 'info', title: 'heard' });
    leave();
    queue.push({ kind: 'info', title: 'unheard' });
    expect(told).toBe(1);
  });
});
