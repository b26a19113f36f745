import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { adapters } from '#server/adapters/registry.ts';
import { findLease } from '#server/store/leases.ts';
import { describeOnBothDatabases } from '#server/test/app.fixture.ts';
import { startGateway } from './gateway.ts';
import { gateway_lease } from './office.ts';

describeOnBothDatabases('the start of a gateway', (makeApp) => {
  it('leaves the lease to the one that works when its own ports are taken, and lets go of those it had', async () => {
    const { app, private_key } = await makeApp();
    const start = (ports: { push: number; teltonika: number; okai: number }) =>
      startGateway({
        app,
        private_key,
        adapters,
        push: { host: '127.0.0.1', port: ports.push },
        listeners: [
          { brand: 'TELTONIKA', host: '127.0.0.1', port: ports.teltonika },
          { brand: 'OKAI', host: '127.0.0.1', port: ports.okai },
        ],
        allow_private_addresses: true,
        onDeposed: () => {},
      });
    const lease = () => findLease(app.db.read, gateway_lease);
    const first = await start({ push: 0, teltonika: 0, okai: 0 });
    const held = await lease();
    const { OKAI: okai = 0 } = first.listener_ports;
    await expect(start({ push: first.push_port, teltonika: 0, okai: 0 })).rejects.toThrow('EADDRINUSE');
    await expect(start({ push: 0, teltonika: 0, okai })).rejects.toThrow('EADDRINUSE');
    expect(await lease()).toEqual(held);
    const socket = connect(okai, '127.0.0.1');
    await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
    socket.destroy();
    await first.stop();
    const next = await start({ push: first.push_port, teltonika: first.listener_ports.TELTONIKA ?? 0, okai });
    expect((await lease())?.epoch).toBe((held?.epoch ?? 0) + 1);
    await next.stop();
  });
});
