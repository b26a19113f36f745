'use client';
import type { TimeZoneOption } from '#components/auth/time-zones.ts';
import { Checkbox } from '#components/ui/checkbox.tsx';
import { Combobox } from '#components/ui/combobox.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { NumberInput } from '#components/ui/number-input.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { Select } from '#components/ui/select.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { FleetSettings } from '#lib/contract/fleet-settings.ts';
import { command_display, displayed_commands } from '#lib/display.ts';
import { commandDefinition } from '#lib/domain/command.ts';
import { least_history_days, longest_history_days, trip_triggers } from '#lib/domain/fleet-settings.ts';
import type { Message } from '#lib/messages/text.ts';
import { PartnerFleets } from './partner-fleets.tsx';

export interface SettingsBrand {
  brand: string;
  name: string;
  silence_in_minutes: number;
}

export interface SettingsFieldsProps {
  fleet_id: string;
  draft: FleetSettings;
  onChange: (draft: FleetSettings) => void;
  time_zones: readonly TimeZoneOption[];
  brands: readonly SettingsBrand[];
  may_change: boolean;
}

const trigger_labels: Record<(typeof trip_triggers)[number], Message> = {
  DRIVING_ENABLED: 'Driving enabled',
  IGNITION: 'Ignition',
  RENTAL_STATUS: 'Rental status',
};
const extra_commands = displayed_commands.filter((command) => commandDefinition(command).off_by_default);
const asNumber = (text: string, otherwise: number): number => (/^\d{1,5}$/.test(text) ? Number(text) : otherwise);

export function SettingsFields({ fleet_id, draft, onChange, time_zones, brands, may_change }: SettingsFieldsProps) {
  const { t, formatNumber } = useText();
  const set = (part: Partial<FleetSettings>) => onChange({ ...draft, ...part });
  const removal = draft.automatic_vehicle_removal;
  const timeouts = draft.life_status_timeout_in_minutes;
  const setTimeout = (brand: string, text: string) => {
    const { [brand]: _, ...others } = timeouts;
    set({ life_status_timeout_in_minutes: text === '' ? others : { ...others, [brand]: asNumber(text, timeouts[brand] ?? 1) } });
  };
  const disabled = !may_change;
  return (
    <div className="grid max-w-3xl gap-3 px-4">
      <Panel title={t('General')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t('Fleet name')} required>
            <Input value={draft.name} maxLength={100} disabled={disabled} onChange={(event) => set({ name: event.target.value })} />
          </Field>
          <Field label={t('Time zone')} required hint={t('Times are shown in it.')}>
            <Combobox options={time_zones} value={draft.time_zone} disabled={disabled} onChange={(time_zone) => set({ time_zone })} />
          </Field>
          <Field label={t('A trip begins and ends with')} required>
            <Select
              options={trip_triggers.map((value) => ({ value, label: t(trigger_labels[value]) }))}
              value={draft.trip_trigger}
              disabled={disabled}
              onChange={(event) => set({ trip_trigger: trip_triggers.find((one) => one === event.target.value) ?? draft.trip_trigger })}
            />
          </Field>
        </div>
      </Panel>
      <Panel title={t('Security')}>
        <div className="flex flex-col gap-3">
          <Checkbox
            label={t('Second factor for everyone who may command vehicles or administrate')}
            checked={draft.second_factor_required}
            disabled={disabled}
            onChange={(event) => set({ second_factor_required: event.target.checked })}
          />
          <p className="text-ink-soft text-xs">
            {t('Whoever has none may do nothing in this fleet until it is set up, and is led there at once. This holds for you too.')}
          </p>
          <Checkbox
            label={t('Immobilise only with a fresh state of the vehicle')}
            checked={draft.immobilizer_requires_fresh_state}
            disabled={disabled}
            onChange={(event) => set({ immobilizer_requires_fresh_state: event.target.checked })}
          />
        </div>
      </Panel>
      <PartnerFleets
        fleet_id={fleet_id}
        partners={draft.sharing_partners}
        disabled={disabled}
        onChange={(sharing_partners) => set({ sharing_partners })}
      />
      <Panel title={t('Retention')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('Days that events are kept')}
            required
            hint={t('From {least} to {longest}.', { least: least_history_days, longest: longest_history_days })}
          >
            <NumberInput
              value={draft.history_retention_in_days}
              disabled={disabled}
              onChange={(history_retention_in_days) => set({ history_retention_in_days })}
            />
          </Field>
          <div className="flex flex-col gap-2 sm:pt-7">
            <Checkbox
              label={t('Archive vehicles that stay silent')}
              checked={removal.enabled}
              disabled={disabled}
              onChange={(event) => set({ automatic_vehicle_removal: { ...removal, enabled: event.target.checked } })}
            />
            {removal.enabled && (
              <Field label={t('Days without contact')} required hint={t('They can be restored for 90 days.')}>
                <NumberInput
                  value={removal.days_without_contact}
                  disabled={disabled}
                  onChange={(days_without_contact) => set({ automatic_vehicle_removal: { ...removal, days_without_contact } })}
                />
              </Field>
            )}
          </div>
        </div>
      </Panel>
      <Panel title={t('Offline after')}>
        <p className="mb-3 text-ink-soft text-sm">
          {t('Minutes of silence after which a vehicle counts as offline. Empty: the usual time of its brand.')}
        </p>
        <div className="grid gap-3 sm:grid-cols-3">
          {brands.map(({ brand, name, silence_in_minutes }) => (
            <Field key={brand} label={name} optional_mark={false}>
              <Input
                type="number"
                inputMode="numeric"
                value={timeouts[brand] === undefined ? '' : String(timeouts[brand])}
                placeholder={formatNumber(silence_in_minutes)}
                disabled={disabled}
                onChange={(event) => setTimeout(brand, event.target.value)}
              />
            </Field>
          ))}
        </div>
      </Panel>
      <Panel title={t('Further commands')}>
        <p className="mb-3 text-ink-soft text-sm">{t('Off unless chosen here, for vehicles that have them.')}</p>
        <div className="grid gap-2 sm:grid-cols-2">
          {extra_commands.map((command) => (
            <Checkbox
              key={command}
              label={t(command_display[command].label)}
              checked={draft.extra_commands.includes(command)}
              disabled={disabled}
              onChange={(event) =>
                set({
                  extra_commands: extra_commands.filter((one) =>
                    one === command ? event.target.checked : draft.extra_commands.includes(one),
                  ),
                })
              }
            />
          ))}
        </div>
      </Panel>
    </div>
  );
}
