/**
 * The profile by which the adapter speaks. The built-in one is `assumed` from end to end: nothing about the fleet API is public, its field
 * names are borrowed from the vendor's consumer cloud.
 */
import built_in from '#lib/catalogue/profiles/niu-assumed-1.json' with { type: 'json' };
import { VendorProfile } from '#lib/domain/vendor-profile.ts';

/** Reads an operator's profile; throws zod's error, which names every wrong place, when the text does not fit. */
export const parseNiuProfile = (text: string): VendorProfile => VendorProfile.parse(JSON.parse(text));

export const niu_assumed_profile: VendorProfile = VendorProfile.parse(built_in);

const placeholders = /\{([a-z_]+)\}/g;

/** Fills `{name}` with URL-encoded values. */
export const fillPath = (text: string, values: Record<string, string>): string =>
  text.replace(placeholders, (whole, name: string) => (values[name] === undefined ? whole : encodeURIComponent(values[name])));

/** Fills `{name}` as it is: for headers and for bodies, which their encoding escapes. */
export const fillText = (text: string, values: Record<string, string>): string =>
  text.replace(placeholders, (whole, name: string) => values[name] ?? whole);
