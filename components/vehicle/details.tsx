'use client';
import { DataList } from '#components/ui/data-list.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import { fuel_types, transmissions, vehicle_types } from '#lib/display.ts';
import type { Vehicle } from '#lib/domain/vehicle.ts';
import type { Text } from '#lib/messages/text.ts';
import { type MasterDataField, master_data_labels, master_data_order } from './master-data-form.ts';

const textOf = ({ master_data }: Vehicle, field: MasterDataField, { t }: Text): string | undefined => {
  if (field === 'vehicle_type') return master_data.vehicle_type && t(vehicle_types[master_data.vehicle_type].label);
  if (field === 'fuel_type') return master_data.fuel_type && t(fuel_types[master_data.fuel_type]);
  if (field === 'transmission') return master_data.transmission && t(transmissions[master_data.transmission]);
  return master_data[field]?.toString();
};

const Nothing = () => <span className="font-normal text-ink-faint">{useText().t('not set')}</span>;

/** Master data and custom fields for people who may read but not edit them. */
export function Details({ vehicle }: { vehicle: Vehicle }) {
  const text = useText();
  const { t } = text;
  const custom_fields = Object.entries(vehicle.custom_fields);
  return (
    <>
      <Panel title={t('Master data')}>
        <DataList
          items={master_data_order.map((field) => ({
            label: t(master_data_labels[field]),
            value: textOf(vehicle, field, text) ?? <Nothing />,
          }))}
        />
      </Panel>
      {custom_fields.length > 0 && (
        <Panel title={t('Custom fields')}>
          <DataList items={custom_fields.map(([label, value]) => ({ label, value }))} />
        </Panel>
      )}
    </>
  );
}
