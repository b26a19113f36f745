'use client';
import { Field } from '#components/ui/field.tsx';
import { Notice } from '#components/ui/notice.tsx';
import { PasswordInput } from '#components/ui/password-input.tsx';
import { useText } from '#lib/client/text-provider.tsx';
import type { StepProps } from './step-props.ts';

/** The password that one unit has, and the one it is to have where we can change it. */
export function UnitPasswordFields({ draft, brand, change, errors }: StepProps) {
  const { t } = useText();
  return (
    <div className="flex flex-col gap-4">
      <Field
        label={t('Password of the unit')}
        required
        hint={t('Stored sealed; it is never shown again. No two units may have the same.')}
        {...(errors.credentials && { error: errors.credentials })}
      >
        <PasswordInput
          value={draft.password}
          maxLength={32}
          autoComplete="off"
          onChange={(event) => change({ password: event.target.value })}
        />
      </Field>
      {brand.unit_password?.changeable && (
        <Field label={t('New password')} hint={t('Only to replace the one above: it is given to the unit when it first connects.')}>
          <PasswordInput
            value={draft.new_password}
            maxLength={brand.unit_password.longest}
            autoComplete="off"
            onChange={(event) => change({ new_password: event.target.value })}
          />
        </Field>
      )}
      <Notice tone="neutral">
        {t(
          'Each command shows the password in clear text to whoever holds the unit’s connection. Let units of {brand} dial in by a private APN or a VPN.',
          { brand: brand.name },
        )}
      </Notice>
    </div>
  );
}
