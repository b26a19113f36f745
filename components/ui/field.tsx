'use client';
import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import { createContext, type ReactNode, useContext, useId } from 'react';
import { useText } from '#lib/client/text-provider.tsx';

interface FieldControl {
  id: string;
  'aria-describedby'?: string;
  'aria-invalid'?: true;
  required?: true;
}

const FieldContext = createContext<FieldControl | undefined>(undefined);

/** Ids and states that a control inside a `Field` takes over; what the control sets itself wins. */
export const useFieldControl = <P extends object>(own: P): P & Partial<FieldControl> => ({ ...useContext(FieldContext), ...own });

export interface FieldProps {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong and how to put it right; a text of the server's is said in the reader's language where the catalogue knows it. */
  error?: ReactNode;
  required?: boolean;
  label_hidden?: boolean;
  /** Says "optional" beside the label of what is not required; off where nothing in the form is. */
  optional_mark?: boolean;
  className?: string;
  /** One control of this folder. */
  children: ReactNode;
}

/** Label, hint and error of one control, tied to it by ids. */
export function Field({
  label,
  hint,
  error,
  required = false,
  label_hidden = false,
  optional_mark = true,
  className,
  children,
}: FieldProps) {
  const { t, translate } = useText();
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  const control: FieldControl = {
    id,
    ...(described && { 'aria-describedby': described }),
    ...(error ? { 'aria-invalid': true } : {}),
    ...(required && { required: true }),
  };
  return (
    <div className={clsx('flex flex-col gap-1', className)}>
      <label htmlFor={id} className={label_hidden ? 'sr-only' : 'font-medium text-ink text-sm'}>
        {label}
        {optional_mark && !required && !label_hidden && <span className="font-normal text-ink-faint text-xs"> {t('optional')}</span>}
      </label>
      <FieldContext value={control}>{children}</FieldContext>
      {hint && (
        <p id={`${id}-hint`} className="text-ink-faint text-xs">
          {hint}
        </p>
      )}
      <div aria-live="polite" className="empty:-mt-1">
        {error && (
          <p id={`${id}-error`} className="flex items-start gap-1 text-danger-ink text-xs">
            <CircleAlert aria-hidden size={13} className="mt-px shrink-0" />
            <span>{typeof error === 'string' ? translate(error) : error}</span>
          </p>
        )}
      </div>
    </div>
  );
}
