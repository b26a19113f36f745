import type { FontFacesSpecification } from 'maplibre-gl';

/** Unicode blocks of the Noto Sans files, as @fontsource/noto-sans cuts them. Ranges do not overlap: the first file that covers a character draws it. */
const subset_ranges = {
  latin: [
    'U+0000-00FF',
    'U+0131',
    'U+0152-0153',
    'U+02BB-02BC',
    'U+02C6',
    'U+02DA',
    'U+02DC',
    'U+2000-206F',
    'U+20AC',
    'U+2122',
    'U+2191',
    'U+2193',
    'U+2212',
    'U+2215',
  ],
  'latin-ext': [
    'U+0100-0130',
    'U+0132-0151',
    'U+0154-02BA',
    'U+02BD-02C5',
    'U+02C7-02CC',
    'U+1E00-1E9F',
    'U+1EF2-1EFF',
    'U+20A0-20AA',
    'U+20AD-20C0',
    'U+2113',
  ],
  cyrillic: ['U+0400-045F', 'U+0490-0491', 'U+04B0-04B1', 'U+2116'],
  'cyrillic-ext': ['U+0460-048F', 'U+0492-04AF', 'U+04B2-052F'],
  greek: ['U+0370-03FF'],
  vietnamese: ['U+0300-0309', 'U+0323', 'U+1EA0-1EF1', 'U+20AB'],
  devanagari: ['U+0900-097F'],
} as const;

const font_variants = {
  'Noto Sans Regular': '400-normal',
  'Noto Sans Medium': '500-normal',
  'Noto Sans Italic': '400-italic',
} as const;

export const label_font = 'Noto Sans Regular';
export const strong_font = 'Noto Sans Medium';

/** The `font-faces` of a style: labels are drawn from files of this host, so no glyph server is needed. `base_url` ends without a slash. */
export const fontFaces = (base_url: string): FontFacesSpecification =>
  Object.fromEntries(
    Object.entries(font_variants).map(([name, variant]) => [
      name,
      Object.entries(subset_ranges).map(([subset, ranges]) => ({
        url: `${base_url}/noto-sans-${subset}-${variant}.woff2`,
        'unicode-range': [...ranges],
      })),
    ]),
  );
