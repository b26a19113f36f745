import { describe, expect, it } from 'vitest';
import { Secret } from '#lib/domain/secret.ts';
import { AdapterFailure } from '../port.ts';
import { openSession, order, password, vectorText } from './test-vectors.ts';

const okai_imei = '868070043228349';
const hello = vectorText('o2');
const okaiAck = (serial: string) => `+ACK:GTRTO,OK043A,${okai_imei},zk200,,1,${serial},20250301154901,000C$`;
const serialOf = (text = '') => text.slice(text.lastIndexOf(',') + 1, -1);

describe('identification', () => {
  it('refuses a unit that is not on the list, without a word', async () => {
    const { send, written, closed } = openSession('okai', { stranger: true });
    await send(hello);
    expect(written).toEqual([]);
    expect(closed).toEqual(['unit is not on the list']);
  });

  it('closes on a second unit on the same connection', async () => {
    const { send, closed } = openSession('okai');
    await send(hello + hello.replace(okai_imei, '868070043228340'));
    expect(closed).toHaveLength(1);
  });

  it('takes no command before it', async () => {
    const { session } = openSession('okai');
    await expect(session.sendCommand(order('ENABLE_DRIVING'))).rejects.toMatchObject({ kind: 'offline' });
  });
});

describe('answers', () => {
  it('come after the store, and not at all when nothing was stored', async () => {
    const { promise: stored, resolve: commit } = Promise.withResolvers<void>();
    const { send, written } = openSession('okai', { store: () => stored });
    const received = send(vectorText('o5'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toEqual([]);
    commit();
    await received;
    expect(written).toEqual(['+SACK:GTHBD,OK043A,000D$']);

    const failing = openSession('okai', { store: () => Promise.reject(new Error('disk full')), settings: { server_ack: true } });
    await failing.send(vectorText('o5') + hello);
    expect(failing.written).toEqual([]);
    expect(failing.closed).toEqual([]);
  });

  it('to reports are given to units that wait for them alone', async () => {
    const silent = openSession('okai');
    await silent.send(hello);
    expect(silent.written).toEqual([]);
    const waiting = openSession('okai', { settings: { server_ack: true } });
    await waiting.send(hello);
    expect(waiting.written).toEqual(['+SACK:000B$']);
  });

  it('are given to a message of unknown meaning too, which shows that the unit lives', async () => {
    const { send, written, reports } = openSession('okai', { settings: { server_ack: true } });
    await send(`+RESP:GTALS,OK043A,${okai_imei},zk200,one,two,three,20250301154821,000B$`);
    expect(written).toEqual(['+SACK:000B$']);
    expect(reports).toMatchObject([{ properties: {}, unit_id: okai_imei }]);
  });
});

describe('passwords', () => {
  it('are right when the unit acknowledges, and met with silence when wrong', async () => {
    const { session, send, written } = openSession('okai');
    await send(hello);
    const right = session.checkPassword?.(password);
    expect(written[0]).toMatch(/^AT\+GTRTO=Zk7Yq2,1,/);
    await send(okaiAck(serialOf(written[0])));
    await expect(right).resolves.toBeUndefined();
    await expect(session.checkPassword?.(new Secret('wrong1'))).rejects.toBeInstanceOf(AdapterFailure);
  });

  it('are changed where the template of the model is known', async () => {
    const { session, send, written } = openSession('queclink');
    await send(vectorText('q5'));
    const changed = session.changePassword?.(new Secret('gv300'), new Secret('Ab12Cd'));
    expect(written[0]).toBe(`AT+GTCFG=gv300,Ab12Cd,${','.repeat(18)}0001$`);
    await send('+ACK:GTCFG,060100,135790246811220,,0001,20090214093254,11F0$');
    await expect(changed).resolves.toBeUndefined();
    const okai = openSession('okai');
    await okai.send(hello);
    await expect(okai.session.changePassword?.(password, password)).rejects.toMatchObject({ kind: 'unsupported' });
  });

  it('of the Bluetooth and of the configuration are masked in what is written down', async () => {
    const { send, strikes } = openSession('okai');
    await send(hello);
    await send(`+ACK:GTHBD,OK043A,${okai_imei},zk200,blesecret,2025030115500,000D$`);
    await send(`+RESP:GTALS,OK043A,${okai_imei},zk200,apnsecret,ftpsecret,2025$`);
    await send('lessecret,20250301155000,000D$');
    await send(`+RESP:GTFRI,OK043A,${okai_imei},zk200,,,odd\u0001secret,20250301155000,000D$`);
    expect(strikes.map(({ reason }) => reason)).toEqual(['end', 'end', 'no known head', 'not printable']);
    expect(strikes.map(({ masked }) => masked).join()).not.toMatch(/secret/);
    expect(strikes[0]?.masked).toContain(okai_imei);
  });
});
