import type { TelematicsBrand } from '#lib/domain/telematics.ts';
import { cloudboxx_adapter } from './cloudboxx/adapter.ts';
import { mercedes_benz_adapter } from './mercedes-benz/adapter.ts';
import { niu_adapter } from './niu/adapter.ts';
import { okai_adapter } from './okai/adapter.ts';
import type { Adapter } from './port.ts';
import { queclink_adapter } from './queclink/adapter.ts';
import { segway_adapter } from './segway/adapter.ts';
import { teltonika_adapter } from './teltonika/adapter.ts';

/** Every brand the gateway can speak. */
export const adapters: readonly Adapter[] = [
  cloudboxx_adapter,
  mercedes_benz_adapter,
  niu_adapter,
  okai_adapter,
  queclink_adapter,
  segway_adapter,
  teltonika_adapter,
];

const adapters_by_brand = new Map(adapters.map((adapter) => [adapter.brand, adapter]));

export const findAdapter = (brand: TelematicsBrand): Adapter | undefined => adapters_by_brand.get(brand);
