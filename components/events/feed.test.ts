import { describe, expect, it } from 'vitest';
import { logEntry, logPage } from './event.fixture.ts';
import { append, canLoadOlder, catchUp, type Feed, feedOf, hold, mergeRows, overflowed, receive, release } from './feed.ts';

const sequences = (feed: Feed): number[] => feed.rows.map(({ sequence }) => sequence);

describe('the rows of a feed', () => {
  it('stay newest first and once each, in whatever order they come', () => {
    const feed = receive(receive(feedOf(logPage(5, 3)), [logEntry(7), logEntry(6), logEntry(7)]), [logEntry(5), logEntry(4)]);
    expect(sequences(feed)).toEqual([7, 6, 5, 4, 3]);
  });

  it('keep their identity when nothing comes', () => {
    const rows = feedOf(logPage(3, 1)).rows;
    expect(mergeRows(rows, [])).toBe(rows);
  });

  it('never exceed the limit; what was dropped can be loaded again', () => {
    let feed = feedOf(logPage(10, 1, 'token'));
    for (let sequence = 11; sequence <= 500; sequence++) feed = receive(feed, [logEntry(sequence)], 20);
    expect(feed.rows).toHaveLength(20);
    expect(sequences(feed)[0]).toBe(500);
    expect(feed).toMatchObject({ truncated: true, next_page_token: undefined });
    expect(canLoadOlder(feed, 20)).toBe(false);
    expect(canLoadOlder(feed, 30)).toBe(true);
  });

  it('grow downwards by pages until the log ends or the list is full', () => {
    const first = feedOf(logPage(9, 7, 'a'));
    const second = append(first, logPage(6, 4, 'b'), 9);
    expect(sequences(second)).toEqual([9, 8, 7, 6, 5, 4]);
    expect(second.next_page_token).toBe('b');
    expect(canLoadOlder(append(second, logPage(3, 1), 9), 9)).toBe(false);
    expect(append(second, logPage(3, -2), 9).rows).toHaveLength(9);
  });
});

describe('a reader who is held up', () => {
  it('sees nothing move and a count of what waits', () => {
    const before = feedOf(logPage(3, 1));
    const held = hold(hold(before, [logEntry(4)]), [logEntry(5), logEntry(4), logEntry(2)]);
    expect(held.rows).toBe(before.rows);
    expect(held.waiting_count).toBe(2);
    expect(sequences(release(held))).toEqual([5, 4, 3, 2, 1]);
    expect(release(held).waiting_count).toBe(0);
  });

  it('keeps what waits within the limit and knows that it would leave a hole', () => {
    let held = feedOf(logPage(3, 1));
    for (let sequence = 4; sequence <= 60; sequence++) held = hold(held, [logEntry(sequence)], 10);
    expect(held.waiting).toHaveLength(10);
    expect(held.waiting_count).toBe(57);
    expect(overflowed(held)).toBe(true);
  });
});

describe('catching up', () => {
  it('closes the gap between the first page and the live stream', () => {
    const live = receive(feedOf(logPage(10, 6, 'old')), [logEntry(14)]);
    const feed = catchUp(live, logPage(14, 9, 'new'), 10);
    expect(sequences(feed)).toEqual([14, 13, 12, 11, 10, 9, 8, 7, 6]);
    expect(feed.next_page_token).toBe('old');
  });

  it('lets older rows go when the page does not reach them, so that no hole stays unseen', () => {
    const live = receive(feedOf(logPage(10, 6, 'old')), [logEntry(40)]);
    const feed = catchUp(live, logPage(39, 30, 'new'), 10);
    expect(sequences(feed)).toEqual([40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30]);
    expect(feed.next_page_token).toBe('new');
  });

  it('fills an empty feed and keeps what came live meanwhile', () => {
    const feed = catchUp(receive(feedOf({ items: [] }), [logEntry(3)]), logPage(2, 1, 'more'), -1);
    expect(sequences(feed)).toEqual([3, 2, 1]);
    expect(feed.next_page_token).toBe('more');
  });
});
