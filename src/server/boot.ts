import path from 'node:path';
import * as openpgp from 'openpgp';
import { buildOptionsOf, type Config } from '#config';
import { watchRoom } from '#database/room.ts';
import { openChannel } from '#delivery/channels/index.ts';
import { guard } from '#delivery/guard.ts';
import { createQueue } from '#delivery/queue.ts';
import { countUnopenable } from '#delivery/unopenable.ts';
import { createWorker } from '#delivery/worker.ts';
import { createDirectory } from '#directory/directory.ts';
import { readingText } from '#directory/reading-text.ts';
import { readSite } from '#directory/site.ts';
import { daysLeft } from '#encryption/key.ts';
import { createFlood } from '#flood/flood.ts';
import { discoverForms } from '#forms/discover.ts';
import { createKeyRing } from '#keyring';
import type { Log } from '#log';
import { bodyLimit, drainLimit, readFields } from '#submissions/body.ts';
import { collect } from '#submissions/collect.ts';
import { browsersSeal, keysOf } from '#submissions/contact.ts';
import { createDraftBox } from '#submissions/draft.ts';
import { createIntake } from '#submissions/intake.ts';
import { createReceipts } from '#submissions/receipt.ts';
import { acknowledge } from '#watch/acknowledge.ts';
import { openBounceWays } from '#watch/bounce-ways.ts';
import { createRounds } from '#watch/rounds.ts';
import { directoryLimit, finderLimit, formAddresses, isFresh, isReceived } from './addresses.ts';
import { requireDuties, warnOfExamples } from './assured.ts';
import { findWeakCertificates, openContacts } from './contact.ts';
import { openDataFolder, readDraftKeys } from './data-folder.ts';
import { demonstrationPaths, readDemonstrationKey } from './demonstration.ts';
import { indexFiles } from './files.ts';
import { readPolicy, securityHeaders } from './headers.ts';
import { createHealth } from './health.ts';
import { keepHeapSmall } from './heap.ts';
import { createSiteServer, type PageHandler, type SmallAnswer } from './http.ts';
import { createOpenReferral, openHeaders } from './oruk.ts';
import { outgoingSettings } from './outgoing.ts';
import { createPromise } from './promise.ts';
import { requireProofs } from './proven.ts';
import { mailBytes, warnOfRelaySize } from './relay-size.ts';
import { openSiteDatabase } from './schema.ts';
import { createSenders } from './sender.ts';
import { opensSubject } from './subject-address.ts';
import { findTellingSettings } from './telling.ts';
import { openDesk, takePlace } from './training.ts';
import { openWatch } from './watch.ts';

/**
 * Builds every service of the process once, and the server that uses them; nothing listens yet. Throws typed faults
 * whose message tells the operator what to do.
 */
export async function boot(config: Config, log: Log, clock: () => Date = () => new Date()) {
  keepHeapSmall();
  openDataFolder(config.dataDir);
  const site = readSite(config.contentDir, buildOptionsOf(config));
  for (const setting of findTellingSettings(config, site.county)) log('warning', { code: 'telling', setting });
  const { webhook, address } = config.alarms;
  if (!config.demo && webhook === null && address === null) {
    log('warning', { code: 'nobody-told', setting: 'ALARM_WEBHOOK' });
  }
  requireDuties(site, config, clock().toISOString().slice(0, 10), log);
  warnOfExamples(site, config.demo, log);
  const { mail } = site.county;
  const paths = demonstrationPaths(config.dataDir);
  const own = config.demo ? [await readDemonstrationKey(openpgp, config.dataDir)] : null;
  const draftKeys = readDraftKeys(config.dataDir, config.draftKeys);
  const ring = createKeyRing(draftKeys);
  const contacts = await openContacts(config, mail.subject, ring, clock(), own);
  for (const setting of findWeakCertificates(contacts)) log('warning', { code: 'weak-certificate', setting });
  const [first] = site.lines('en');
  const db = await openSiteDatabase(config);
  await requireProofs(config, contacts, db, clock);
  const queue = createQueue(db, clock);
  // PostgreSQL's disk is not seen from here: its own errors decide.
  const room = watchRoom(config.dataDir, config.database ? 0 : config.minFreeBytes, log);
  const channel = openChannel({ smtp: config.demo ? null : config.smtp, folder: paths.messages });
  const worker = createWorker({
    queue,
    channel,
    log,
    clock,
    resendDays: config.resendDays,
    giveCodes: Object.entries(site.county.contacts).flatMap(([id, { unread }]) => (unread ? [id] : [])),
    largeDone: collect,
    // Leases that it finds at its start may be those of another instance, which is sending.
    alone: config.database === null,
    envelope: outgoingSettings(config, mail, ring),
  });
  const today = () => clock().toISOString().slice(0, 10);
  const rules = { highScore: site.county.pathway.threshold.score };
  const forms = await discoverForms();
  const desk = await openDesk({
    config,
    county: site.county,
    db,
    ring,
    contact: contacts.training,
    booking: forms.get('booking'),
    writing: () => ({ lists: lists(), rules, origin: config.origin }),
    clock,
    log,
  });
  // Two lists are long and of use to one form each: they are made for whoever looks at them. Made for every request, they
  // doubled the memory of a thousand at once.
  const lists = () => ({
    ...site.lists(today()),
    get services() {
      return directory().services.map(({ code, name }) => ({ code, label: name }));
    },
    get sessions() {
      return desk.choices();
    },
  });
  const bookPlace = takePlace(desk);
  const intake = createIntake({
    queue: { ...queue, accept: (...given) => room.check().then(() => queue.accept(...given)) },
    contacts,
    drafts: createDraftBox(draftKeys, clock),
    lists,
    rules,
    markUrgent: mail.markUrgent,
    languageName: (tag) => site.locale(tag)?.english ?? tag,
    origin: config.origin,
    flood: createFlood(config.flood, () => clock().getTime()),
    fileBytes: config.attachmentsMb * 2 ** 20,
    clock,
    log,
    receipts: createReceipts({
      ring,
      domains: site.county.receiptDomains,
      subject: mail.subject,
      line: { name: first?.name ?? '', number: first?.phones[0]?.number ?? '' },
      reading: async () => readingText(await promise('referrals'), site.words('en').sent, 'en'),
      clock,
    }),
    takePlace: (...given) => room.check().then(() => bookPlace(...given)),
    accepted: () => worker.wake(),
  });
  const watch = openWatch({
    ...{ config, county: site.county, db, queue, ring, clock, log },
    keyDaysLeft: (id, now) => {
      const contact = contacts[id];
      return contact ? daysLeft(keysOf(contact), now) : null;
    },
  });
  const promise = createPromise(site.county, watch, clock);
  const tags = site.locales.map(({ tag }) => tag);
  const addresses = formAddresses(forms, tags);
  const directory = createDirectory(config.contentDir, site.county, clock);
  const { handler } = (await import(path.join(config.buildDir, 'server', 'entry.mjs'))) as { handler: PageHandler };
  const files = indexFiles(path.join(config.buildDir, 'client'));
  const server = createSiteServer({
    files,
    pages: handler,
    locals: {
      site,
      intake,
      promise,
      acknowledge: async (typed: string) => {
        const taken = await acknowledge(watch.loop, typed);
        if (taken.kind === 'taken') log('received', { ref: taken.reference });
        return taken;
      },
      directory,
      training: desk,
      readFields: (request: Request) => readFields(request, finderLimit),
    },
    headers: securityHeaders(readPolicy(files), config.origin),
    tags,
    origin: config.origin,
    bodyLimit: (address) => {
      const form = addresses.get(address)?.form;
      if (!form) return opensSubject(address, addresses) ? 0 : directoryLimit(address, tags);
      return intake.fileBytes(form) > 0 ? drainLimit : bodyLimit(form);
    },
    textLimit: (address) => {
      const form = addresses.get(address)?.form;
      return form && intake.fileBytes(form) > 0 ? bodyLimit(form) : null;
    },
    anyOrigin: isReceived,
    fresh: isFresh,
    sender: createSenders(config.flood.addressHeader, clock, log),
    day: today,
    open: createOpenReferral(directory, site.county),
    openHeaders,
    json: new Map<string, SmallAnswer>([
      ...Object.values(contacts)
        .filter(browsersSeal)
        .map(({ id, armoured }): [string, SmallAnswer] => [
          `/key/${id}/`,
          async () => ({ status: 200, value: { keys: armoured } }),
        ]),
      ...createHealth(watch, config.alarms.metricsToken, room.isLow),
    ]),
    log,
  });
  void guard(log, async () => {
    const count = await countUnopenable(db, ring);
    if (count > 0) log('warning', { code: 'ring-key', count, setting: 'DRAFT_KEYS' });
  });
  if (!config.demo && config.attachmentsMb > 0) {
    void warnOfRelaySize(channel, mailBytes(config.attachmentsMb * 2 ** 20, 2 ** 18), log);
  }
  const rounds = desk.rounds(() => worker.wake());
  const watching = createRounds(
    { watch, resendDays: config.resendDays, readBounces: openBounceWays(watch, config.smtp?.ca ?? null) },
    () => worker.wake(),
  );
  const work = {
    start: () => {
      worker.start();
      rounds.start();
      watching.start();
    },
    stop: async () => {
      await rounds.stop();
      await watching.stop();
      await worker.stop();
    },
  };
  return { server, worker: work, queue, close: () => db.destroy() };
}
