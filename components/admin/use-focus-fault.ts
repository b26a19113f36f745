'use client';
import { useEffect } from 'react';

/** After an attempt that found faults, puts the focus into the first faulty field of the form. */
export const useFocusFault = (form_id: string, faults: Readonly<Record<string, string>>): void => {
  useEffect(() => {
    if (Object.keys(faults).length === 0) return;
    const form = document.getElementById(form_id);
    if (!form?.contains(document.activeElement) || document.activeElement?.getAttribute('aria-invalid') !== 'true') {
      form?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
    }
  }, [form_id, faults]);
};
