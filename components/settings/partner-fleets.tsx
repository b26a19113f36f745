'use client';
import { useState } from 'react';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Panel } from '#components/ui/panel.tsx';
import { useText } from '#lib/client/text-provider.tsx';

export interface PartnerFleetsProps {
  fleet_id: string;
  partners: readonly string[];
  disabled: boolean;
  onChange: (partners: string[]) => void;
}

const idsIn = (text: string): string[] => [...new Set(text.toUpperCase().split(/[\s,;]+/))].filter((id) => id !== '');

/** Fleets that vehicles may be shared with, by their ids. */
export function PartnerFleets({ fleet_id, partners, disabled, onChange }: PartnerFleetsProps) {
  const { t } = useText();
  const [text, setText] = useState(partners.join(' '));
  // What is typed stays as it is, unless the list was changed elsewhere: by a save or by discarding.
  const shown = idsIn(text).join() === partners.join() ? text : partners.join(' ');
  return (
    <Panel title={t('Sharing')}>
      <Field
        label={t('Partner fleets')}
        optional_mark={false}
        hint={t('Ids of fleets to share vehicles with, separated by spaces. They must name this fleet too: {fleet_id}.', { fleet_id })}
      >
        <Input
          value={shown}
          disabled={disabled}
          onChange={(event) => {
            setText(event.target.value);
            onChange(idsIn(event.target.value));
          }}
        />
      </Field>
    </Panel>
  );
}
