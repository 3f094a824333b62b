import { type ServiceRecord, serviceSchema } from '../service.ts';

const source = { url: 'https://council.example/help', readOn: '2026-11-21', pageDate: '2026' };

/** A whole service record for tests: an invented helpline for anyone in the county, read on 21 November 2026. */
export function makeRecord(changes: Partial<ServiceRecord> = {}): ServiceRecord {
  return {
    ...serviceSchema.parse({
      id: 'example-line',
      name: 'Example line',
      organisation: 'Example charity',
      summary: 'You can talk to someone who listens.',
      help: ['helpline'],
      for: ['anyone'],
      access: ['self'],
      how: ['phone'],
      areas: ['county'],
      whoFor: 'Anyone',
      phones: [{ number: '0808 157 0000', label: 'Example line', hours: 'Every day', free: true, source }],
      textNumber: null,
      chat: null,
      bsl: null,
      website: null,
      hours: 'Every day',
      languages: null,
      howTo: ['Ring the number.'],
      advice: 'ready',
      readOn: '2026-11-21',
      confirmedOn: null,
      sources: [source],
    }),
    ...changes,
  };
}

/** A whole record of a place to stay for tests, with every field filled and nothing that tells where it is. */
export function makeRefuge(changes: Partial<ServiceRecord> = {}): ServiceRecord {
  return makeRecord({
    id: 'example-refuge',
    name: 'Example refuge',
    help: ['refuge'],
    for: ['women'],
    how: ['phone'],
    notFor: 'Men; they can ring the first line.',
    areas: ['county', 'national'],
    email: 'ask@charity.example',
    textNumber: '07700 900123',
    chat: 'On their website',
    bsl: 'By video call',
    website: 'https://charity.example/refuge',
    languages: 'English and Urdu',
    whatHappens: 'They ask what you need and look for a room.',
    toCheck: ['Ask through the first line.'],
    through: 'example-line',
    ...changes,
  });
}
