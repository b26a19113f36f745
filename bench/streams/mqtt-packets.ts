/** The three packets of MQTT 3.1.1 that a broker needs to be compared with us (OASIS Standard, 29 October 2014, chapters 3.1, 3.3 and 3.8). */
export const topic = 'events';

const lengthOf = (bytes: number): Buffer => {
  const digits: number[] = [];
  for (let rest = bytes; digits.length === 0 || rest > 0; rest = Math.floor(rest / 128)) {
    digits.push((rest % 128) + (rest >= 128 ? 128 : 0));
  }
  return Buffer.from(digits);
};
const packet = (type: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type]), lengthOf(body.length), body]);
};
const text = (value: string): Buffer => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(value.length);
  return Buffer.concat([length, Buffer.from(value)]);
};

/** Clean session, no keep-alive, a name that the broker gives. */
export const connectPacket = packet(0x10, text('MQTT'), Buffer.from([4, 2, 0, 0]), text(''));
/** At most once. */
export const subscribePacket = packet(0x82, Buffer.from([0, 1]), text(topic), Buffer.from([0]));
/** CONNACK and SUBACK. */
export const subscribed_bytes = 9;
export const publishPacket = (payload: string): Buffer => packet(0x30, text(topic), Buffer.from(payload));
