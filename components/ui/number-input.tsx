'use client';
import { type ComponentProps, useState } from 'react';
import { Input } from './input.tsx';

export interface NumberInputProps extends Omit<ComponentProps<typeof Input>, 'type' | 'inputMode' | 'value' | 'onChange' | 'onBlur'> {
  value: number | undefined;
  onChange: (value: number) => void;
}

/** A whole number. It may stand empty while it is being written; then the number is what it was. */
export function NumberInput({ value, onChange, ...rest }: NumberInputProps) {
  const [written, setWritten] = useState<string>();
  const change = (text: string) => {
    setWritten(text);
    if (/^\d{1,5}$/.test(text)) onChange(Number(text));
  };
  return (
    <Input
      {...rest}
      type="number"
      inputMode="numeric"
      value={written ?? (value === undefined ? '' : String(value))}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setWritten(undefined)}
    />
  );
}
