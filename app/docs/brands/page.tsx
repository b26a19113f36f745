import type { Metadata } from 'next';
import { BrandOverview } from '#components/docs/brand-overview.tsx';
import { DocsFrame } from '#components/docs/docs-frame.tsx';

export const metadata: Metadata = { title: 'Telematics brands' };

export default function BrandsPage() {
  return (
    <DocsFrame current="/docs/brands" wide>
      <BrandOverview />
    </DocsFrame>
  );
}
