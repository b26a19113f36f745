'use client';
import { useRef } from 'react';

/**
 * For dialogs that open without a button of their own, whose focus Radix would drop: gives it back to what had it before, unless a person
 * has moved it meanwhile.
 */
export const useFocusReturn = () => {
  const before = useRef<Element | null>(null);
  return {
    onOpenAutoFocus: (): void => {
      before.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event): void => {
      event.preventDefault();
      const moved = document.activeElement !== null && document.activeElement !== document.body;
      if (!moved && before.current instanceof HTMLElement) before.current.focus();
    },
  };
};
