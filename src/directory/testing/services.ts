import { type Searchable, toIndexEntry } from '../index-entry.ts';
import type { IndexEntry } from '../search-index.ts';
import { makeRecord } from './record.ts';

const kinds: Record<string, Partial<Searchable>> = {
  'county line': { help: ['helpline'], areas: ['county'] },
  'unchecked line': { help: ['helpline'], areas: ['county'], advice: 'check-first' },
  'national line': { help: ['helpline'], areas: ['national'] },
  'mens line': { help: ['helpline'], for: ['men'], areas: ['national'] },
  'urdu line': {
    help: ['helpline'],
    for: ['women', 'black-minoritised'],
    areas: ['national'],
    languages: 'English, Urdu',
  },
  'one stop shop': { help: ['one-stop-shop', 'legal'], how: ['in-person'], areas: ['ashford'] },
  'dover outreach': { help: ['outreach'], for: ['women'], how: ['phone', 'home'], areas: ['dover'] },
  'kent outreach': {
    help: ['outreach', 'idva'],
    how: ['phone', 'agreed-place'],
    areas: ['county'],
    languages: 'Interpreters',
  },
  'dogs away': { help: ['pets'], for: ['with-pets'], summary: 'Foster homes for a dog.', areas: ['national'] },
  refuge: { help: ['refuge'], for: ['women', 'with-children'], areas: ['county'], advice: 'check-first' },
  'visa advice': { help: ['immigration'], for: ['migrant', 'no-recourse'], areas: ['national'] },
  'medway line': { help: ['helpline', 'outreach'], areas: ['medway'] },
  'change course': { help: ['behaviour-change'], for: ['uses-abuse'], audience: 'own-behaviour', areas: ['county'] },
  'respect line': { help: ['helpline', 'behaviour-change'], audience: 'own-behaviour', areas: ['national'] },
  marac: { help: ['idva'], audience: 'professional', areas: ['county'] },
};

/** A dozen invented services of every kind that searches tell apart; their id is their name with hyphens. */
export function smallDirectory(): IndexEntry[] {
  return Object.entries(kinds)
    .map(([name, facts]) =>
      makeRecord({ id: name.replaceAll(' ', '-'), name, summary: 'They help.', whoFor: 'People', ...facts }),
    )
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map((service) => toIndexEntry(service));
}

/** The areas of those services, as a county has them. */
export const smallCounty = {
  areas: [
    { id: 'ashford', name: 'Ashford', towns: ['Tenterden'] },
    { id: 'dover', name: 'Dover', towns: ['Deal', 'Capel-le-Ferne'] },
  ],
  neighbours: [{ id: 'medway', name: 'Medway', towns: ['Chatham'] }],
  firstLine: 'county-line',
};
