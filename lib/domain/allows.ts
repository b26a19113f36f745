/** `vehicles` grants `vehicles.ro`; `vehicle-history.ro` grants the two histories it stands for. Apart from the table of permissions, which screens need not load. */
export const allows = <P extends string>(held: readonly P[], wanted: NoInfer<P>): boolean => {
  const names: readonly string[] = held;
  return (
    names.includes(wanted) ||
    (wanted.endsWith('.ro') && names.includes(wanted.slice(0, -3))) ||
    ((wanted === 'events-trips.ro' || wanted === 'radius-search.ro') && names.includes('vehicle-history.ro'))
  );
};
