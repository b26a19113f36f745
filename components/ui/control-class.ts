/** Look shared by everything one types or chooses in. */
export const control_class =
  'w-full min-w-0 rounded-md border border-control bg-raised px-2.5 text-sm text-ink transition-colors duration-100 ' +
  'hover:border-ink-faint focus-visible:border-focus focus-visible:outline-1 focus-visible:outline-offset-0 ' +
  'aria-invalid:border-danger disabled:bg-sunken disabled:text-ink-faint [&[readonly]]:bg-sunken';
