import { generateKeyPairSync, sign } from 'node:crypto';

/** One DER element (X.690): tag, length, content. */
const element = (tag: number, ...contents: Buffer[]): Buffer => {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

const sequence = (...contents: Buffer[]) => element(0x30, ...contents);
const utcTime = (at: Date) => element(0x17, Buffer.from(`${at.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
const pem = (label: string, der: Buffer) => `-----BEGIN ${label}-----\n${der.toString('base64')}\n-----END ${label}-----\n`;

const ecdsa_with_sha256 = sequence(element(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const commonName = (name: string) =>
  sequence(element(0x31, sequence(element(0x06, Buffer.from('550403', 'hex')), element(0x0c, Buffer.from(name)))));
/** Extension subjectAltName with one DNS name. */
const alternativeName = (name: string) =>
  element(0xa3, sequence(sequence(element(0x06, Buffer.from('551d11', 'hex')), element(0x04, sequence(element(0x82, Buffer.from(name)))))));

/** A key and a certificate (RFC 5280) that nobody vouches for: what a stranger in the middle would present. Trusted ones must differ in their subject. */
export const createSelfSignedCertificate = (
  host: string,
  valid_from: Date,
  valid_to: Date,
  subject = host,
): { key: string; cert: string } => {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const content = sequence(
    element(0xa0, element(0x02, Buffer.from([2]))),
    element(0x02, Buffer.from([1])),
    ecdsa_with_sha256,
    commonName(subject),
    sequence(utcTime(valid_from), utcTime(valid_to)),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    alternativeName(host),
  );
  const signature = sign('sha256', content, privateKey);
  const certificate = sequence(content, ecdsa_with_sha256, element(0x03, Buffer.from([0]), signature));
  return { key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: pem('CERTIFICATE', certificate) };
};
