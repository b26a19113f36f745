'use client';
import { AlertDialog } from 'radix-ui';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '#lib/client/text-provider.tsx';
import { Button } from './button.tsx';
import { Field } from './field.tsx';
import { Textarea } from './textarea.tsx';
import { useFocusReturn } from './use-focus-return.ts';

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will be true afterwards. */
  description: ReactNode;
  confirm_label: string;
  danger?: boolean;
  busy?: boolean;
  /** `required` keeps the button from acting until a reason is written. */
  reason?: 'none' | 'optional' | 'required';
  /** Receives the reason, trimmed; empty when none was asked. */
  onConfirm: (reason: string) => void;
  children?: ReactNode;
}

const reason_limit = 500;

/** Asks before an act. Escape and the first button turn back; nothing outside closes it. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    open,
    onOpenChange,
    title,
    description,
    confirm_label,
    danger = false,
    busy = false,
    reason = 'none',
    onConfirm,
    children,
  } = props;
  const { t } = useText();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const focus_return = useFocusReturn();
  const reason_box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (open) return;
    setText('');
    setMissing(false);
  }, [open]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (reason !== 'required' || text.trim() !== '') return onConfirm(text.trim());
    setMissing(true);
    reason_box.current?.focus();
  };
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <AlertDialog.Content
          {...focus_return}
          className="fixed inset-x-0 bottom-0 z-40 mx-auto max-h-[92dvh] w-full animate-rise overflow-y-auto rounded-t-lg border border-line bg-raised shadow-dialog sm:inset-y-0 sm:my-auto sm:h-fit sm:max-w-md sm:rounded-lg"
        >
          <form onSubmit={submit} noValidate>
            <div className="flex flex-col gap-3 p-4">
              <div>
                <AlertDialog.Title className="font-semibold text-base">{title}</AlertDialog.Title>
                <AlertDialog.Description className="mt-1 text-ink-soft">{description}</AlertDialog.Description>
              </div>
              {children}
              {reason !== 'none' && (
                <Field
                  label={t('Reason')}
                  hint={t('Kept in the command log with your name.')}
                  required={reason === 'required'}
                  {...(missing && { error: t('Write why, so that others can follow.') })}
                >
                  <Textarea ref={reason_box} value={text} maxLength={reason_limit} onChange={(event) => setText(event.target.value)} />
                </Field>
              )}
            </div>
            <footer className="flex flex-wrap justify-end gap-2 border-line border-t px-4 py-3">
              <AlertDialog.Cancel asChild>
                <Button>{t('Cancel')}</Button>
              </AlertDialog.Cancel>
              <Button type="submit" variant={danger ? 'danger' : 'primary'} busy={busy}>
                {confirm_label}
              </Button>
            </footer>
          </form>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
