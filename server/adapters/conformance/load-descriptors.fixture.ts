import type { TelematicsBrand } from '#lib/domain/telematics.ts';
import { adapters } from '../registry.ts';
import type { ConformanceDescriptor } from './rig.fixture.ts';

/** The folder that an adapter lies in. */
export const folderOf = (brand: TelematicsBrand): string => brand.toLowerCase().replaceAll('_', '-');

/** The descriptor beside each adapter of the registry. Throws when one is missing: an adapter without proof is none. */
export const loadDescriptors = async (): Promise<ConformanceDescriptor[]> =>
  Promise.all(
    adapters.map(async ({ brand }) => {
      const loaded: { conformance: ConformanceDescriptor } = await import(
        new URL(`../${folderOf(brand)}/conformance.fixture.ts`, import.meta.url).href
      );
      return loaded.conformance;
    }),
  );
