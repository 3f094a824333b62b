import type { Service } from './service.ts';

const emergency = ['999', '112', '18000'];

/** Whether a number is for emergencies alone: it is never rung to try it, and its sources are read again instead. */
export const isEmergencyNumber = (number: string) => emergency.includes(number.replaceAll(' ', ''));

/** The numbers of a service that somebody can ring or text to hear whether they are right, as people write them. */
export function ringable({ phones, textNumber }: Pick<Service, 'phones' | 'textNumber'>): string[] {
  const numbers = [...phones.map(({ number }) => number), ...(textNumber === null ? [] : [textNumber])];
  return numbers.filter((number) => !isEmergencyNumber(number));
}
