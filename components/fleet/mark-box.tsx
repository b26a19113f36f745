'use client';

export interface MarkBoxProps {
  label: string;
  checked: boolean;
  indeterminate?: boolean;
  onToggle: (with_shift: boolean) => void;
}

/** The box that marks a row, or all, with room around it for a thumb. Reached by the keys of the table, not by tab. A click here selects no row. */
export const MarkBox = ({ label, checked, indeterminate = false, onToggle }: MarkBoxProps) => (
  // biome-ignore lint/a11y/useKeyWithClickEvents: keeps the click from the row; the box within is what acts
  <label className="-m-2 flex p-2" onClick={(event) => event.stopPropagation()} onDoubleClick={(event) => event.stopPropagation()}>
    <input
      type="checkbox"
      tabIndex={-1}
      aria-label={label}
      checked={checked}
      ref={(box) => {
        if (box) box.indeterminate = indeterminate;
      }}
      onChange={() => {}}
      onClick={(event) => onToggle(event.shiftKey)}
      className="size-3.5 shrink-0 rounded-sm pointer-coarse:size-5"
    />
  </label>
);
