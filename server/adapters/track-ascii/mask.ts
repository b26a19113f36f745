/** What of a frame may be written down. Passwords stand in fixed places; of a frame whose places are not certain only the shape is kept. */
const hidden = '[secret]';

/** Messages that echo the unit's whole configuration, passwords and access points included. */
const configuration_messages = /^\+(?:RESP|BUFF):GTAL[CS],/;
const known_heads = /^\+(?:RESP|BUFF|ACK):GT[A-Z0-9]{3},/;
const fields_before_content = 4;

const shapeOf = (text: string): string =>
  text
    .replace(/[0-9]/g, '0')
    .replace(/[A-Za-z]/g, 'A')
    .replace(/[^ -~]/g, '.');

/** A frame that reads as it should, without its secrets. */
export const maskFrame = (text: string): string => {
  if (text.startsWith('AT+')) return text.replace(/^(AT\+[A-Z0-9]+=)[^,$]*/, `$1${hidden}`);
  if (configuration_messages.test(text)) return `${text.slice(0, text.indexOf(',') + 1)}${hidden}`;
  if (!text.startsWith('+ACK:GTHBD,')) return text;
  const fields = text.split(',');
  // Head, version, IMEI and name in front; time and count behind; the password of the unit's Bluetooth may stand between.
  return fields.map((field, index) => (index >= fields_before_content && index < fields.length - 2 && field ? hidden : field)).join(',');
};

/** A frame that does not read as it should: its head, version, IMEI and name when they stand where they belong, and the shape of the rest. */
export const maskMalformed = (text: string): string => {
  if (!known_heads.test(text) || configuration_messages.test(text)) return shapeOf(text);
  const fields = text.split(',');
  return fields.map((field, index) => (index < fields_before_content ? field : shapeOf(field))).join(',');
};
