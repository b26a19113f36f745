/** Labels of the catalogue of brands. */
export const catalogue = {
  'API key': 'API-Schlüssel',
  'API address': 'API-Adresse',
  'API generation': 'API-Generation',
  'Client secret': 'Client-Geheimnis',
  'From your partner document; no address is published.': 'Steht in Ihren Partnerunterlagen; eine öffentliche Adresse gibt es nicht.',
  'By region: eu-api, us-api, apac-api or cn-api.': 'Nach Region: eu-api, us-api, apac-api oder cn-api.',
  'Require signed pushes': 'Signierte Meldungen verlangen',
  'Switch off only when the vendor does not sign for your contract.':
    'Nur abschalten, wenn der Hersteller bei Ihrem Vertrag nicht signiert.',
  'Serial number': 'Seriennummer',
  'IoT code (IMEI)': 'IoT-Code (IMEI)',
} as const;
