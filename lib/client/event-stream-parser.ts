export interface StreamFrame {
  /** `message` when the stream names none. */
  event: string;
  data: string;
  /** The id in force, which stays until the stream gives another. */
  id: string;
}

/**
 * Reads `text/event-stream` (HTML standard, 9.2.6) from pieces of text cut anywhere; every frame with data is handed over once complete.
 * Comments, `retry` and unknown fields are passed over.
 */
export const createEventStreamParser = (onFrame: (frame: StreamFrame) => void) => {
  let rest = '';
  let event = '';
  let data: string[] = [];
  let id = '';

  const takeLine = (line: string) => {
    if (line === '') {
      if (data.length > 0) onFrame({ event: event || 'message', data: data.join('\n'), id });
      event = '';
      data = [];
      return;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') data.push(value);
    else if (field === 'event') event = value;
    else if (field === 'id' && !value.includes('\0')) id = value;
  };

  return (text: string): void => {
    const pieces = (rest + text).split(/\r\n|\n|\r(?!$)/);
    rest = pieces.pop() ?? '';
    for (const line of pieces) takeLine(line);
  };
};
