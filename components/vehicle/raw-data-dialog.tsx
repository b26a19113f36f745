'use client';
import { Copyable } from '#components/ui/copyable.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import type { VehicleRecord } from './vehicle-record.ts';

export interface RawDataDialogProps {
  open: boolean;
  onClose: () => void;
  label: string;
  record: VehicleRecord;
}

/** Vehicle and state as the API answers them. */
export function RawDataDialog({ open, onClose, label, record }: RawDataDialogProps) {
  const text = open ? JSON.stringify({ vehicle: record.vehicle, vehicle_state: record.state }, null, 2) : '';
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      width="lg"
      title={`Raw data of ${label}`}
      description="As GET /vehicles/{id} and GET /vehicles/{id}/latest-vehicle-state answer it, kept current."
    >
      <Copyable value={text} label="raw data" className="mb-2">
        Copy all
      </Copyable>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling frame must be reachable by keyboard */}
      <pre tabIndex={0} className="max-h-[60dvh] overflow-auto rounded-md border border-line bg-sunken p-3 font-mono text-xs">
        {text}
      </pre>
    </Dialog>
  );
}
