import { freshness } from '../freshness.ts';
import type { PublicService } from '../public-service.ts';

/** Availability in words that need no reading of codes. */
const states = { open: 'takes people', waiting: 'has a waiting list', closed: 'takes nobody' } as const;

/**
 * What whoever uses the data must know of a service: that nobody has rung to confirm it, that its contact is still being
 * checked and which service to ask meanwhile, that it may be out of date, how full it said it was.
 * @param through the service to ask instead, if there is one
 * @param today `YYYY-MM-DD`
 */
export function alertOf(service: PublicService, through: PublicService | null, today: string): string {
  const number = through?.phones[0]?.number;
  const { availability } = service;
  const sentences = [
    service.confirmedOn === null
      ? `Nobody has rung to confirm these details; their source was read on ${service.readOn}.`
      : `Confirmed by a person on ${service.confirmedOn}.`,
    ...(service.advice === 'ready' ? [] : ['Its own contact details are being checked and are left out.']),
    ...(through ? [`Meanwhile ask ${through.name}${number ? `: ${number}` : ''}.`] : []),
    ...(['warned', 'left-out'].includes(freshness(service, today)) ? ['These details may be out of date.'] : []),
    ...(availability ? [`On ${availability.on} it said that it ${states[availability.state]}.`] : []),
  ];
  return sentences.join(' ');
}
