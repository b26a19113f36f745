/**
 * Serials of the commands of one session: four hexadecimal digits, increasing. They begin at a place of chance, so that an acknowledgement which
 * a unit kept from an earlier connection does not pass for one of this.
 */
export const createSerials = (random: () => number): (() => string) => {
  let last = Math.floor(random() * 0x1_0000);
  return () => {
    last = (last + 1) % 0x1_0000;
    return last.toString(16).toUpperCase().padStart(4, '0');
  };
};
