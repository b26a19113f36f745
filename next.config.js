/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  // `npm run check` judges the types of everything; a newcomer's first start does not wait for that a second time.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // The router's own redirect would leave without the nonce policy.
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
};

export default config;
