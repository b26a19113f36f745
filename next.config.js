const security_headers = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': 'geolocation=(self), camera=(), microphone=(), payment=(), usb=(), serial=(), hid=()',
  // For answers that are made before proxy.ts runs, such as redirects of the router; pages get the nonce policy in its place.
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
};

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  // The router's own redirect would leave without the headers below.
  skipTrailingSlashRedirect: true,
  devIndicators: false,
  agentRules: false,
  images: { unoptimized: true },
  // Arguments of actions hold secrets: they must never reach the terminal.
  logging: { serverFunctions: false },
  experimental: {
    taint: true,
    agentUpgrade: false,
    serverActions: { bodySizeLimit: '256kb' },
    // Above the limit of actions: what exceeds it is cut silently, and a cut body must still be recognised as too large.
    proxyClientMaxBodySize: '512kb',
  },
  headers: async () => [{ source: '/:path*', headers: Object.entries(security_headers).map(([key, value]) => ({ key, value })) }],
};

export default config;
