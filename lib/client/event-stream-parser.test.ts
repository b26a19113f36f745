import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEventStreamParser, type StreamFrame } from './event-stream-parser.ts';

const parseAll = (pieces: string[]): StreamFrame[] => {
  const frames: StreamFrame[] = [];
  const parse = createEventStreamParser((frame) => frames.push(frame));
  for (const piece of pieces) parse(piece);
  return frames;
};

const cutAt = (text: string, cuts: number[]): string[] => {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...places].map((from, index) => text.slice(from, places[index] ?? text.length));
};

describe('event stream parser', () => {
  it('reads names, ids and data of several lines, and passes comments over', () => {
    expect(parseAll([': hello\nid: 7\nevent: log\ndata: [1,\ndata:2]\n\ndata: next\n\n'])).toEqual([
      { event: 'log', data: '[1,\n2]', id: '7' },
      { event: 'message', data: 'next', id: '7' },
    ]);
  });

  it('waits for the end of a frame', () => {
    expect(parseAll(['event: log\ndata: []\n'])).toEqual([]);
  });

  it('finds the same frames wherever the text is cut and however lines end', () => {
    const line = fc.oneof(
      fc.constantFrom('', '', ': note', 'event: log', 'event:alive', 'data: [1]', 'data:x: y', 'data', 'id: 12', 'retry: 5', 'other: 1'),
      fc.string({ unit: fc.constantFrom('a', ' ', 'ä', '€') }).map((text) => `data: ${text}`),
    );
    const stream = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r\n', '\r'))).map((lines) => lines.flat().join(''));
    fc.assert(
      fc.property(stream, fc.array(fc.nat()), (text, cuts) => {
        expect(parseAll(cutAt(text, cuts))).toEqual(parseAll([text]));
      }),
    );
  });

  it('agrees with another parser of the standard', () => {
    const line = fc.constantFrom('', '', ': note', 'event: log', 'data: [1]', 'data:x: y', 'data', 'id: 12', 'other: 1');
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = `${lines.join('\n')}\n`;
        const theirs: string[] = [];
        createParser({ onEvent: ({ event, data }) => theirs.push(`${event ?? 'message'} ${data}`) }).feed(text);
        expect(parseAll([text]).map(({ event, data }) => `${event} ${data}`)).toEqual(theirs);
      }),
    );
  });
});
