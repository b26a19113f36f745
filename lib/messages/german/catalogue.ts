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
  Region: 'Region',
  'ECE for Europe, AMAP_NA for America and Asia. Gives the addresses below their values.':
    'ECE für Europa, AMAP_NA für Amerika und Asien. Bestimmt die Adressen darunter.',
  'Client name': 'Client-Name',
  'The name in your Kafka topic, when it is another than the client id.':
    'Der Name in Ihrem Kafka-Topic, falls er anders lautet als die Client-Kennung.',
  'Kafka topic': 'Kafka-Topic',
  'When it is not vehiclesignals. and the client name.': 'Falls es nicht „vehiclesignals.“ plus Client-Name ist.',
  'Kafka consumer group prefix': 'Präfix der Kafka-Consumer-Gruppe',
  'When it is not the client name.': 'Falls es nicht der Client-Name ist.',
  'Token address': 'Token-Adresse',
  'Public address of the region, unless you were given another.': 'Öffentliche Adresse der Region, sofern Sie keine andere bekommen haben.',
  'Audience scope': 'Audience-Scope',
  'Kafka address': 'Kafka-Adresse',
  'Top case': 'Topcase',
  'Range of the battery (unit not verified)': 'Reichweite der Batterie (Einheit ungeprüft)',
} as const;
