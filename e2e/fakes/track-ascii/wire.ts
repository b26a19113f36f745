/** @Track in ASCII from the unit's side (Queclink "@Track Air Interface Protocol"), written apart from the adapter so that neither hides the other's faults. */

export type ServerMessage =
  | { kind: 'command'; text: string; message: string; fields: string[]; password: string; serial: string }
  | { kind: 'heartbeat answer'; count: string }
  | { kind: 'report answer'; count: string };

const readServerFrame = (text: string): ServerMessage => {
  if (text.startsWith('+SACK:GTHBD,')) return { kind: 'heartbeat answer', count: text.split(',')[2] ?? '' };
  if (text.startsWith('+SACK:')) return { kind: 'report answer', count: text.slice('+SACK:'.length) };
  const [, message = '', rest = ''] = /^AT\+(GT[A-Z]{3})=(.*)$/.exec(text) ?? [];
  if (message === '') throw new Error('The server sent what no unit understands');
  const [password = '', ...fields] = rest.split(',');
  return { kind: 'command', text, message, fields, password, serial: fields.at(-1) ?? '' };
};

/** Cuts what the server sends. */
export const createServerReader = () => {
  let held = '';
  return (bytes: Buffer): ServerMessage[] => {
    const pieces = (held + bytes.toString('latin1')).split('$');
    held = pieces.pop() ?? '';
    return pieces.map(readServerFrame);
  };
};

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** `YYYYMMDDHHMMSS` in UTC. */
export const writeTime = (at_ms: number): string => {
  const at = new Date(at_ms);
  const day = `${at.getUTCFullYear()}${twoDigits(at.getUTCMonth() + 1)}${twoDigits(at.getUTCDate())}`;
  return `${day}${twoDigits(at.getUTCHours())}${twoDigits(at.getUTCMinutes())}${twoDigits(at.getUTCSeconds())}`;
};

export const hexCount = (count: number): string => (count % 0x1_0000).toString(16).toUpperCase().padStart(4, '0');
