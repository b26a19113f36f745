import { expect, it } from 'vitest';
import { loadConfig, unitPorts } from './config.ts';

const portsWith = (settings: Record<string, string>) => unitPorts(loadConfig({ MOTORPOOL_DEMO: '0', ...settings }));

it('has a listener for each brand of units that dial in, but for those whose port is empty', () => {
  expect(portsWith({})).toEqual({ teltonika: 5027, okai: 5028, queclink: 5029 });
  expect(portsWith({ OKAI_PORT: '', QUECLINK_PORT: '0' })).toEqual({ teltonika: 5027, queclink: 0 });
  expect(portsWith({ TELTONIKA_PORT: '', OKAI_PORT: '', QUECLINK_PORT: '' })).toEqual({});
});

it('takes an empty setting for one that is not set', () => {
  const config = loadConfig({
    MOTORPOOL_DEMO: '0',
    APP_URL: '',
    DATABASE_URL: '',
    AMQP_URL: '',
    MAP_STYLE_URL: '',
    METRICS_TOKEN: '',
    PORT: '4000',
  });
  expect(config).toMatchObject({ app_url: 'http://127.0.0.1:4000', database_url: undefined, broker: undefined, metrics_token: undefined });
});

it('names each setting that it cannot read', () => {
  expect(() => loadConfig({ PORT: 'x', DATABASE_URL: 'mysql://a' })).toThrow(/PORT.*DATABASE_URL/);
});
