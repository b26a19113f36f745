const form = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/;

/** `YYYYMMDDHHMMSS` in UTC → ISO 8601; undefined when it is no time. */
export const readInstant = (text: string): string | undefined => {
  const parts = form.exec(text);
  if (!parts) return undefined;
  const [, year, month, day, hour, minute, second] = parts;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const at_ms = Date.parse(iso);
  // A calendar that has no such day rolls over: 31 February would become March.
  return at_ms > 0 && new Date(at_ms).toISOString() === iso ? iso : undefined;
};

export const writeInstant = (at_ms: number): string => new Date(at_ms).toISOString().replace(/\D/g, '').slice(0, 14);
