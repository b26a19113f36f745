'use client';
import { CapabilityChips } from '#components/lifecycle/capability-chips.tsx';
import { Dialog } from '#components/ui/dialog.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { Vehicle } from '#lib/domain/vehicle.ts';

/** What the vehicle can be told and what it tells. */
export function CapabilitiesDialog({ vehicle, label, onClose }: { vehicle: Vehicle; label: string; onClose: () => void }) {
  const { t } = useText();
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={t('Capabilities of {vehicle}', { vehicle: label })}
      description={t('They follow from the model and its accessories.')}
    >
      <CapabilityChips capabilities={vehicle.capabilities} />
    </Dialog>
  );
}
