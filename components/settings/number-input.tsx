'use client';
import { useState } from 'react';
import { Input } from '#components/ui/input.tsx';

export interface NumberInputProps {
  value: number;
  disabled: boolean;
  onChange: (value: number) => void;
}

/** A whole number. It may stand empty while it is being written; then the number is what it was. */
export function NumberInput({ value, disabled, onChange }: NumberInputProps) {
  const [written, setWritten] = useState<string>();
  const change = (text: string) => {
    setWritten(text);
    if (/^\d{1,5}$/.test(text)) onChange(Number(text));
  };
  return (
    <Input
      type="number"
      inputMode="numeric"
      value={written ?? String(value)}
      disabled={disabled}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setWritten(undefined)}
    />
  );
}
