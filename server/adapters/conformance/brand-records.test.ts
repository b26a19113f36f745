import { expect, it } from 'vitest';
import { type Adapter, isSocketAdapter } from '../port.ts';
import { loadDescriptors } from './load-descriptors.fixture.ts';
import { type OrderFault, order_faults } from './rig.fixture.ts';

const transportsOf = (adapter: Adapter): string => {
  if (isSocketAdapter(adapter)) return 'socket';
  const kinds = { poll: adapter.fetchState, push: adapter.receivePush, stream: adapter.stream };
  return Object.entries(kinds)
    .flatMap(([kind, offered]) => (offered ? [kind] : []))
    .join(', ');
};

/** The page of brands is made of this file, and the file of what the suite was run with: `vitest run -u` writes it anew. */
it('what the documents say of each brand is what the suite proves', async () => {
  const descriptors = await loadDescriptors();
  const records = descriptors.map((descriptor) => [
    descriptor.adapter.brand,
    {
      transports: transportsOf(descriptor.adapter),
      state_by: descriptor.state_by,
      success_by: descriptor.success_by,
      discovery: descriptor.discovery,
      not_tested: Object.entries(descriptor.cannot_show ?? {})
        .map(([fault, reason]) => `an order that ${order_faults[fault as OrderFault]}: ${reason}`)
        .join('; '),
    },
  ]);
  const text = `${JSON.stringify(Object.fromEntries(records), null, 2)}\n`;
  await expect(text).toMatchFileSnapshot('../../../lib/catalogue/conformance.json');
});
