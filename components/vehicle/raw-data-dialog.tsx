'use client';
import { Copyable } from '#components/ui/copyable.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { VehicleRecord } from './vehicle-record.ts';

export interface RawDataDialogProps {
  open: boolean;
  onClose: () => void;
  label: string;
  record: VehicleRecord;
}

/** Vehicle and state as the API answers them. */
export function RawDataDialog({ open, onClose, label, record }: RawDataDialogProps) {
  const { t } = useText();
  const text = open ? JSON.stringify({ vehicle: record.vehicle, vehicle_state: record.state }, null, 2) : '';
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      width="lg"
      title={t('Raw data of {vehicle}', { vehicle: label })}
      description={t('As {first} and {second} answer it, kept current.', {
        first: 'GET /vehicles/{id}',
        second: 'GET /vehicles/{id}/latest-vehicle-state',
      })}
    >
      <Copyable value={text} label={t('Raw data')} className="mb-2">
        {t('Copy all')}
      </Copyable>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-[60dvh] overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs">
        {text}
      </pre>
    </Dialog>
  );
}
