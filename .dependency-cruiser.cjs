/** Who may know whom. Every rule stands in CONTRIBUTING.md, "Boundaries"; server/setup/boundaries.test.ts plants a violation of each. */

// TypeScript 7 has no JavaScript API, so dependency-cruiser reads TypeScript by swc. Without swc it would see no file and find no fault.
require.resolve('@swc/core');

const tests = '[.](test|fixture|spec)[.]tsx?$|(^|/)test-[^/]+[.]ts$';
const framework = '(^|/)node_modules/(next|hono|@hono)/';
const npm = (...names) => `(^|/)node_modules/(${names.join('|')})/`;
const production = '^(app|components|lib|server|e2e/fakes|proxy[.]ts|instrumentation[.]ts)';
const web = '^(app/|server/web[.]ts$|server/rest/|proxy[.]ts$|instrumentation[.]ts$)';
const entries =
  '^(app/|e2e/|bench/|server/(start|web|gateway|migrate|seed|verify-audit|backup|restore|move-database)[.]ts$|server/supervisor/leash[.]ts$|server/setup/|server/db/migrations/|[^/]+[.](ts|js|mjs|cjs)$)';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from: { pathNot: tests, ...from }, to });

module.exports = {
  forbidden: [
    forbid('domain-is-pure', 'The vocabulary imports itself and zod.', { path: '^lib/domain/' }, { pathNot: `^lib/domain/|${npm('zod')}` }),
    forbid(
      'catalogue-knows-domain',
      'The catalogue is data about the domain.',
      { path: '^lib/catalogue/' },
      { pathNot: '^lib/(catalogue|domain)/' },
    ),
    forbid(
      'contract-knows-domain-and-catalogue',
      'The contract is a table over domain and catalogue.',
      { path: '^lib/contract/' },
      { pathNot: `^lib/(contract|domain|catalogue)/|${npm('zod')}` },
    ),
    forbid('lib-is-isomorphic', 'lib runs in the browser too.', { path: '^lib/' }, { dependencyTypes: ['core'] }),
    forbid('lib-is-below', 'lib knows no other room.', { path: '^lib/' }, { path: '^(server|app|components|e2e|bench)/' }),
    forbid(
      'react-only-in-client',
      'Within lib, React lives in lib/client.',
      { path: '^lib/', pathNot: `^lib/client/|${tests}` },
      { path: npm('react', 'react-dom', 'next', '@tanstack/react-[^/]+') },
    ),
    forbid(
      'components-know-lib',
      'Components draw; they fetch and decide nothing.',
      { path: '^components/' },
      { path: '^(server|app|e2e|bench)/' },
    ),
    forbid('components-run-in-browser', 'Components import nothing of Node.', { path: '^components/' }, { dependencyTypes: ['core'] }),
    forbid(
      'pages-call-services',
      'Pages hold no SQL and no vendor.',
      { path: '^app/' },
      { path: '^(server/(db|store|gateway|adapters)|e2e|bench)/' },
    ),
    forbid(
      'adapters-stand-alone',
      'An adapter knows the port and its companions beside it, domain, catalogue, its own folder and the protocol it shares with other brands.',
      { path: '^server/adapters/([^/]+)/' },
      {
        path: '^(server|app|components|lib|e2e)/',
        pathNot: '^server/adapters/($1/|track-ascii/|(?!registry)[^/]+[.]ts$)|^lib/(domain|catalogue)/',
      },
    ),
    forbid(
      'adapter-companions-know-no-brand',
      'What adapters share knows none of them.',
      { path: '^server/adapters/[^/]+[.]ts$', pathNot: `/registry[.]ts$|${tests}` },
      { path: '^(server|app|components|lib|e2e)/', pathNot: '^server/adapters/(?!registry)[^/]+[.]ts$|^lib/(domain|catalogue)/' },
    ),
    forbid(
      'only-the-registry-knows-brands',
      'Brands are found by the registry.',
      { pathNot: `^server/adapters/|^(e2e|bench)/|${tests}` },
      { path: '^server/adapters/[^/]+/' },
    ),
    forbid(
      'sql-in-db-and-store',
      'Queries live in server/store.',
      { pathNot: `^server/(db|store)/|^bench/|${tests}` },
      { path: npm('kysely') },
    ),
    forbid(
      'drivers-in-connect',
      'One place opens databases, with the durable settings.',
      { pathNot: `^server/db/connect[.]ts$|^(e2e/[^/]+[.]ts$|bench/)|${tests}` },
      { path: npm('better-sqlite3', 'pg') },
    ),
    forbid(
      'store-is-below',
      'The store knows the database and lib.',
      { path: '^server/store/' },
      { path: '^(server/(services|gateway|rest|auth|adapters)|app|e2e)/' },
    ),
    forbid(
      'db-is-lowest',
      'The database room knows no other.',
      { path: '^server/db/' },
      { path: '^(server/(store|services|gateway|rest|auth|adapters|streams)|app|e2e)/' },
    ),
    forbid(
      'rules-know-no-transport',
      'Services and the gateway know neither Next nor Hono nor the REST app; the push server is a Hono app of its own.',
      { path: '^server/(services|gateway)/', pathNot: `^server/gateway/push-[^/]*[.]ts$|${tests}` },
      { path: `${framework}|^server/(rest/|streams/sse)|^app/` },
    ),
    forbid(
      'push-server-knows-no-web',
      'The push server is not part of web.',
      { path: '^server/gateway/push-' },
      { path: `${npm('next')}|^server/(rest/|streams/sse)|^app/` },
    ),
    forbid(
      'web-calls-no-vendor',
      'No vendor is called by web.',
      { path: web },
      { path: '^server/adapters/(registry[.]ts$|[^/]+/)', reachable: true },
    ),
    forbid('web-cannot-unseal', 'Web holds no private key.', { path: web }, { path: '^server/auth/unseal[.]ts$', reachable: true }),
    forbid(
      'web-cannot-seal',
      'Web holds no key of the audit log.',
      { path: web },
      { path: '^server/auth/audit-seal[.]ts$', reachable: true },
    ),
    forbid(
      'gateway-knows-no-accounts',
      'The gateway reads bytes of strangers; secrets of people are opened by web alone.',
      { path: '^server/(gateway[.]ts$|gateway/)' },
      { path: '^server/auth/identity-seal[.]ts$', reachable: true },
    ),
    forbid(
      'fakes-stand-alone',
      'A fake vendor speaks the wire protocol as its own program: lib, Node, zod and its own folder.',
      { path: '^e2e/fakes/', pathNot: `^e2e/fakes/demo[.]ts$|${tests}` },
      { pathNot: `^(lib|e2e/fakes)/|${npm('zod')}`, dependencyTypesNot: ['core'] },
    ),
    forbid(
      'demo-knows-settings',
      'The program that runs the fakes reads the settings of the house, and no more of it.',
      { path: '^e2e/fakes/demo[.]ts$' },
      { path: '^(server|app|components|bench)/', pathNot: '^server/(config|log|ids)[.]ts$' },
    ),
    forbid('production-knows-no-tests', 'Production code imports no test.', { path: production, pathNot: tests }, { path: tests }),
    forbid(
      'production-knows-no-bench',
      'Production code imports no benchmark; only the seed knows the demo world, whose vehicles it writes down.',
      { path: '^(app|components|lib|server)/', pathNot: `^server/seed/|${tests}` },
      { path: '^(bench|e2e)/' },
    ),
    forbid(
      'no-dev-dependency',
      'What production imports is installed in production.',
      { path: production, pathNot: `${tests}|^server/setup/` },
      { dependencyTypes: ['npm-dev', 'npm-optional', 'npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('resolvable', 'Every import leads somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'seed-knows-the-world-alone',
      'The seed takes its data from the demo world.',
      { path: '^server/seed/', pathNot: tests },
      { path: '^(bench|e2e)/', pathNot: '^e2e/fakes/world/' },
    ),
    forbid('no-cycles', 'Modules form no ring.', {}, { circular: true }),
    forbid('no-orphans', 'Nothing lies about unused.', { orphan: true, pathNot: `${entries}|${tests}|[.]d[.]m?ts$` }, {}),
  ],
  options: {
    parser: 'swc',
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^[.]next/|^e2e/fixtures/(client-project|eighth-brand/files)/|[.]css$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
